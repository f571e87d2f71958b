## Kinds of document

document-kind-settings = réglages
document-kind-outing = sortie
document-kind-profile = fiche d’une personne
document-kind-note = note
document-kind-draft = brouillon d’annonce
document-kind-project = projet
document-kind-kit = objet à prêter
document-kind-tournament = tournoi
document-kind-story = récit

## Spaces, as an error names them

document-space-catalogue = annonces publiques
document-space-home = maison
document-space-staff = équipe
document-space-outing = sortie
document-space-personal = cet appareil

# $kind (String) one of the `document-kind-…` texts
# $spaces (String) where it may be kept
document-wrong-space = Cet espace ne garde pas ce document : { $kind }. Il a sa place ici : { $spaces }.

## What is wrong in a field of a document

# $value (String) what was written
document-form-instant = « { $value } » n’est pas un jour avec une heure. Écrivez par exemple 2026-11-28T14:30.

# $value (String) what was written
document-form-day = « { $value } » n’est pas un jour. Écrivez par exemple 2026-11-28.

# $value (String) what was written
document-form-clock = « { $value } » n’est pas une heure. Écrivez par exemple 14:30.

# $value (String) what was written
document-form-minutes = « { $value } » n’est pas une durée. Écrivez par exemple 90 min ou 1h30.

# $value (String) what was written
document-form-days = « { $value } » n’est pas un nombre de jours. Écrivez par exemple 14, 2 semaines ou 3 mois.

# $value (String) what was written
document-form-money = « { $value } » n’est pas une somme. Écrivez par exemple 5 ou 5,50.

# $value (String) what was written
document-form-yes-no = « { $value } » n’est ni oui ni non. Écrivez oui ou non.

# $value (String) what was written
document-form-id = « { $value } » n’est pas un identifiant. Copiez ses 32 signes en entier.

# $value (String) what was written
document-form-picture = « { $value } » ne désigne pas de photo. Copiez les 64 signes en entier.

# $value (String) what was written
document-form-pictogram = « { $value } » n’est pas un nom de pictogramme. Écrivez par exemple bus ou first-aid.

# $value (String) what was written
document-form-row-name = « { $value } » ne peut pas nommer une ligne. Prenez 1 à 12 petites lettres sans accent ou chiffres.

document-form-assignment = écrivez CHAMP=VALEUR. Pour une liste, CHAMP+=VALEUR ajoute et CHAMP-=VALEUR enlève.

# $name (String) what was written
# $kind (String) one of the `document-kind-…` texts
document-no-field = Ekin ne connaît pas « { $name } » dans ce document : { $kind }. Vérifiez le nom.

# $example (String) such as legs.a.what
document-needs-below = dites aussi laquelle, après un point, par exemple : { $example }

document-not-a-list = ce champ n’est pas une liste. Écrivez CHAMP=VALEUR.
document-unreadable = ce qui est gardé ici n’a pas la forme attendue. Écrivez-le de nouveau.

# $value (String) what was written
document-no-such-hour = « { $value } » n’existe pas : ce jour-là, on change d’heure. Choisissez une autre heure.

# $other (String) name of another field
document-before = c’est avant « { $other } ». Corrigez l’un des deux.

# $other (String) name of another field
document-after = c’est après « { $other } ». Corrigez l’un des deux.

# $other (String) name of another field
document-above = c’est plus que « { $other } ». Corrigez l’un des deux.

# $other (String) name of another field
document-needs = remplissez aussi « { $other } ».

# $row (String) name of the row
# $table (String) name of the table
document-no-row = il n’y a pas de ligne « { $row } » dans « { $table } ». Ajoutez-la, ou corrigez le nom.

# $other (String) name of another field
document-same = c’est la même chose que « { $other } ». Changez l’un des deux.

# $other (String) name of another field
document-contradicts = cela ne va pas avec « { $other } ». Corrigez l’un des deux.

document-care-at-home = ce champ parle de soins ou de protection. Gardez-le dans l’espace de l’équipe.

## What a document shows

document-yes = oui
document-no = non
document-word-other = autre, écrit par un Ekin plus récent

# $name (String) name of the field, as the newer version wrote it
document-field-other = autre champ, écrit par un Ekin plus récent : { $name }

# $field (String) name of a field
# $value (String) what it holds
document-shown = { $field } : { $value }

# $field (String) name of a field
# $before (String) what it held
# $after (String) what it holds
document-changed = { $field } : { $after }. Avant : { $before }

# $field (String) name of a field
# $after (String) what it holds
document-added = { $field }, ajouté : { $after }

# $field (String) name of a field
# $before (String) what it held
document-removed = { $field }, enlevé. Avant : { $before }

## Names of the fields and columns of documents; those that a listing has too are `field-…`

document-field-phone = téléphone
document-field-emergency-phone = téléphone d’urgence
document-field-languages = langues
document-field-ratio = personnes par encadrant
document-field-missed-first = priorité à qui n’a pas eu de place
document-field-quiet-from = début des heures calmes
document-field-quiet-to = fin des heures calmes
document-field-wifi-only = en Wi-Fi seulement
document-field-keep-outings = durée de conservation des sorties
document-field-keep-photos = durée de conservation des photos
document-field-keep-notes = durée de conservation des notes
document-field-lock-after = jours sans réseau avant le verrou
document-field-devices = noms des appareils
document-field-what = quoi
document-field-at = quand
document-field-note = remarque
document-field-lat = latitude
document-field-lon = longitude
document-field-name = nom
document-field-seats = places
document-field-wheelchair = places pour fauteuil roulant
document-field-companions = places pour accompagnateurs
document-field-driver = au volant
document-field-house = maison
document-field-leader = responsable du groupe
document-field-deputy = en remplacement
document-field-pictogram = pictogramme
document-field-count = nombre
document-field-packed-for = à préparer pour
document-field-due = date limite
document-field-easy = texte simplifié
document-field-easy-read-on = relu par des personnes concernées, le
document-field-outing-type = type de sortie
document-field-outing-status = état de la sortie
document-field-countries = pays où l’on passe
document-field-place-lat = latitude du lieu
document-field-place-lon = longitude du lieu
document-field-meeting = point de rendez-vous
document-field-meeting-lat = latitude du rendez-vous
document-field-meeting-lon = longitude du rendez-vous
document-field-legs = étapes
document-field-transport = moyen de transport
document-field-vehicles = véhicules
document-field-pick-ups = lieux où l’on vient chercher
document-field-fill = un groupe plus petit peut passer devant
document-field-leaders = équipe responsable
document-field-groups = groupes
document-field-roster = liste des participants
document-field-volunteers-until = accès des bénévoles jusqu’au
document-field-desk = appareil qui accepte les places
document-field-packing = à emporter
document-field-authorisations = autorisations
document-field-answer-by = date limite de réponse
document-field-plan-b = autre idée, en cas d’imprévu
document-field-notes = notes
document-field-photo = photo
document-field-listing = annonce publiée
document-field-keep = durée de conservation
document-field-link = lien avec la personne
document-field-order = ordre
document-field-language = langue
document-field-allowed = accord donné
document-field-signed-on = date de signature
document-field-signed-by = signé par
document-field-until = jusqu’au
document-field-person = personne
document-field-part = rôle dans la maison
document-field-group = groupe ou étage
document-field-speech = communication
document-field-speak-with-me = comment parler avec moi
document-field-easy-words = textes simplifiés de préférence
document-field-read-aloud = écouter de préférence
document-field-needs = ce qu’il me faut
document-field-likes = j’aime
document-field-dislikes = je n’aime pas
document-field-wishes = envies
document-field-brings = ce que j’apporte
document-field-email = adresse électronique
document-field-full-name = nom complet
document-field-born = date de naissance
document-field-represented = qui décide avec la personne
document-field-allergies = allergies
document-field-treatment = traitement
document-field-in-crisis = en cas de crise
document-field-diet = alimentation
document-field-mobility = déplacements
document-field-watch = présence d’un encadrant
document-field-care-notes = notes de soins
document-field-contacts = personnes à prévenir
document-field-care-consent = accord pour les soins
document-field-care-signed-on = accord pour les soins, date de signature
document-field-care-signed-by = accord pour les soins, signé par
document-field-left-on = jour du départ de la maison
document-field-note-type = type de note
document-field-text = texte
document-field-about = à propos de
document-field-outing = sortie
document-field-remind-at = rappel
document-field-for-people = pour qui
document-field-photos = photos
document-field-important = important
document-field-done = fait
document-field-url = adresse web
document-field-free = gratuit
document-field-price-from = prix le plus bas
document-field-price-to = prix le plus haut
document-field-age-min = âge minimum
document-field-age-max = âge maximum
document-field-draft-state = état du brouillon
document-field-adopted-from = fiche d’origine
document-field-origin = repris de
document-field-on = jour
document-field-who = qui s’en charge
document-field-project-type = type de projet
document-field-project-status = état du projet
document-field-start-on = premier jour
document-field-end-on = dernier jour
document-field-goals = buts
document-field-goal = but
document-field-people = personnes
document-field-partners = partenaires
document-field-people-wanted = nombre de personnes recherchées
document-field-skills-wanted = savoir-faire recherchés
document-field-steps = étapes du projet
document-field-budget = budget
document-field-funded = déjà financé
document-field-condition = état de l’objet
document-field-kit-type = type d’objet
document-field-number = numéro d’inventaire
document-field-parts = pièces
document-field-keeper = qui le garde
document-field-lendable = peut être prêté
document-field-loan-days = durée du prêt
document-field-deposit = caution
document-field-worth = valeur
document-field-instructions = mode d’emploi
document-field-shown-first = à montrer avant de prêter
document-field-bought-on = date d’achat
document-field-retired-on = date de retrait
document-field-captain = capitaine
document-field-round = tour
document-field-rounds = tours
document-field-team-a = première équipe
document-field-team-b = seconde équipe
document-field-referee = arbitrage
document-field-game = jeu ou sport
document-field-format = façon de jouer
document-field-teams = équipes
document-field-players = qui joue
document-field-team-size = personnes par équipe
document-field-matches = matchs
document-field-points-win = points pour une victoire
document-field-points-draw = points pour un match nul
document-field-points-loss = points pour une défaite
document-field-rules = règles
document-field-sound = son
document-field-story-type = type de récit
document-field-pages = pages
document-field-audience = qui peut voir
document-field-material = matériel
document-field-carers = nombre d’encadrants
document-field-people-number = nombre de personnes
document-field-lasts = durée
document-field-went-well = ce qui a bien marché
document-field-take-care = à quoi faire attention

## Words that fields choose from

document-outing-type-culture = culture
document-outing-type-sport = sport
document-outing-type-nature = nature
document-outing-type-party = fête
document-outing-type-visit = visite
document-outing-type-workshop = atelier
document-outing-type-shopping = courses
document-outing-type-appointment = rendez-vous
document-outing-type-stay = séjour
document-outing-status-planned = prévue
document-outing-status-confirmed = confirmée
document-outing-status-postponed = reportée
document-outing-status-cancelled = annulée
document-outing-status-closed = terminée
document-leg-departure = au départ
document-leg-pick-up = en venant chercher
document-leg-arrival = à l’arrivée
document-leg-lunch = au repas
document-leg-activity = pendant l’activité
document-leg-rest = à la pause
document-leg-return = au retour
document-leg-home = à la maison
document-leg-other = autre moment
document-transport-foot = à pied
document-transport-car = en voiture
document-transport-minibus = en minibus
document-transport-bus = en bus
document-transport-coach = en autocar
document-transport-train = en train
document-transport-taxi = en taxi
document-transport-bike = à vélo
document-transport-boat = en bateau
document-packed-for-each = chaque personne
document-packed-for-group = tout le groupe
document-packed-for-carers = les encadrants
document-authorisation-outing = participer à la sortie
document-authorisation-transport = être transporté
document-authorisation-swimming = se baigner
document-authorisation-abroad = passer la frontière
document-authorisation-overnight = dormir ailleurs
document-authorisation-alone = sortir sans encadrant
document-authorisation-medicines = prendre ses médicaments
document-authorisation-care = recevoir des soins
document-authorisation-photo = être en photo
document-part-resident = personne accompagnée
document-part-educator = éducateur, éducatrice
document-part-volunteer = bénévole
document-part-family = famille
document-part-neighbour = voisinage
document-speech-speech = parle
document-speech-easy-words = mots simples
document-speech-pictures = images
document-speech-writing = écriture
document-speech-signs = langue des signes
document-speech-gestures = gestes
document-speech-speaking-device = appareil qui parle
document-need-wheelchair = fauteuil roulant
document-need-step-free = sans marche
document-need-toilets = toilettes adaptées
document-need-quiet = lieu calme
document-need-hearing-loop = boucle magnétique
document-need-sign-language = langue des signes
document-need-subtitles = sous-titres
document-need-large-print = grands caractères
document-need-assistance-dog = chien d’assistance
document-need-rest = pauses
document-need-companion = accompagnateur
document-represented-self = la personne seule
document-represented-parents = les parents
document-represented-guardian = un tuteur
document-represented-curator = un curateur
document-represented-supports = des personnes de soutien
document-represented-placed = un service de protection de l’enfance
document-watch-free = libre
document-watch-near = encadrant tout près
document-watch-one-to-one = un encadrant pour cette personne
document-link-parent = parent
document-link-sibling = frère ou sœur
document-link-child = enfant
document-link-partner = partenaire de vie
document-link-relative = famille proche
document-link-friend = ami ou amie
document-link-guardian = tuteur ou curateur
document-link-doctor = médecin
document-link-nurse = soins infirmiers
document-link-house = la maison
document-note-type-handover = transmission
document-note-type-meeting = réunion
document-note-type-follow-up = suivi
document-note-type-memo = mémo
document-note-type-idea = idée
document-draft-state-writing = en cours d’écriture
document-draft-state-submitted = à relire par l’équipe
document-draft-state-published = publié
document-draft-state-refused = refusé
document-project-type-solidarity = solidarité
document-project-type-culture = culture
document-project-type-sport = sport
document-project-type-environment = environnement
document-project-type-generations = entre générations
document-project-type-digital = numérique
document-project-type-health = santé
document-project-status-idea = une idée
document-project-status-looking = cherche des personnes
document-project-status-under-way = en cours
document-project-status-done = terminé
document-project-status-stopped = arrêté
document-kit-type-computer = informatique
document-kit-type-sport = sport
document-kit-type-games = jeux
document-kit-type-music = musique
document-kit-type-mobility = aide au déplacement
document-kit-type-kitchen = cuisine
document-kit-type-camping = camping
document-kit-type-books = livres
document-kit-type-tools = outils
document-condition-new = neuf
document-condition-good = bon état
document-condition-worn = usé
document-condition-broken = cassé
document-condition-missing = perdu
document-format-round-robin = chacun contre chacun
document-format-groups = par groupes
document-format-knockout = élimination directe
document-format-friendly = amical
document-story-type-practice = bonne pratique
document-story-type-outing = sortie
document-story-type-day = une journée
document-story-type-project = projet
document-audience-present = les présents
document-audience-house = la maison
document-audience-families = les familles
document-audience-journal = le journal
document-audience-public = tout le monde
