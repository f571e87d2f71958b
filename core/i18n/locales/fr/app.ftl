## What the apps show: welcome

app-tagline = Vivre ensemble
app-welcome-words = Des sorties, des coups de main, des choses à prêter, près de chez vous.
app-welcome-language = Langue
app-welcome-see = Voir les annonces du Pays basque
app-welcome-see-more = Sans compte. Marche aussi sans réseau.
app-welcome-link = J’ai un lien ou un code
app-welcome-link-more = D’un territoire, ou d’une maison
app-welcome-tablet = Préparer cette tablette pour une personne
app-welcome-tablet-more = Mode simple, avec des images et des sons
app-link-title = Rejoindre un territoire
app-link-field = Votre lien, ou le code écrit sous le dessin
app-link-join = Rejoindre
app-link-done = C’est fait sur ce téléphone. Les annonces viendront avec le réseau.

## Around every screen

app-nav-discover = Découvrir
app-nav-mine = Mes affaires
app-nav-house = Maison
app-nav-settings = Réglages
app-nav-back = Retour
app-nav-close = Fermer
app-nav-continue = Continuer
app-nav-menu = Écrans

## How fresh everything is

# $when (String) an hour, or a day and an hour
app-fresh = À jour de { $when }.

app-offline = Pas de réseau. Vous pouvez tout faire, vos envois partiront tout seuls.
app-relay-silent = Le serveur ne répond pas. Ekin réessaie.

# $have (Number) listings that have come
# $of (Number) listings in all
app-first = Les annonces arrivent : { $have } sur { $of }. Vous pouvez déjà les lire.

app-first-off = Les annonces viendront avec le réseau. Vous pouvez déjà écrire la vôtre.

## Discover

app-search-hint = Chercher : musée, foot, ordinateur…
app-search-clear = Effacer la recherche
app-filter-wheelchair = Fauteuil
app-filter-quiet = Calme
app-filter-free = Gratuit
app-section-week = Cette semaine
app-section-needs = On cherche
app-section-offers = On propose
app-section-loans = À prêter
app-section-later = Plus tard
app-see-all = Tout voir

# $n (Number) listings that fit
app-results = { $n ->
    [0] Aucune annonce
    [one] { $n } annonce
   *[other] { $n } annonces
}

app-results-none = Rien avec ces mots et ces filtres. Enlevez-en un.
app-discover-none = Rien ici pour l’instant. Les annonces viendront avec le réseau.
app-write-ad = Écrire une annonce

## One listing

app-listing-listen = Écouter
app-listing-keep = Garder
app-listing-kept = Gardée
app-listing-answer = Répondre

# $number (String) a telephone number
app-listing-call = Appeler le { $number }

# $address (String) a mail address
app-listing-mail = Écrire à { $address }

# $address (String) an address on the web
app-listing-web = Ouvrir { $address }

app-listing-no-way = Cette annonce ne dit pas comment répondre.
app-listing-access = Accès

# $what (String) questions with commas between
app-listing-access-unsaid = On ne sait pas : { $what }

app-listing-gone = Cette annonce n’est plus ici. Elle a pu être retirée.
app-two = Deux personnes ont écrit
app-yes = oui
app-no = non

## Writing an ad

# $n (Number) the question
# $of (Number) questions in all
app-write-step = Question { $n } sur { $of }

app-write-what = Vous proposez, ou vous cherchez ?
app-write-when = Quand, et où ?
app-write-who = Combien de personnes, et comment vous répondre ?
app-write-look = Voici votre annonce
app-write-type-activity = Une activité
app-write-type-need = Je cherche
app-write-type-offer = Je propose
app-write-type-loan = Je prête
app-write-title = Titre
app-write-body = Dites-en plus, si vous voulez
app-write-day = Jour

# $day (String) a day such as 2026-11-28
app-write-day-form = Année-mois-jour, par exemple { $day }

app-write-from = De
app-write-to = À
app-write-weekly = Toutes les semaines
app-write-hours = Ou dites quand, avec vos mots
app-write-place = Lieu
app-write-town = Commune
app-write-seats = Nombre de personnes
app-write-phone = Téléphone
app-write-email = Courriel
# $when (String) a day with its hours
app-write-every-week = { $when }, toutes les semaines

app-write-kept = Brouillon gardé sur ce téléphone.
app-write-title-needed = Écrivez d’abord un titre.
app-write-reread = Une personne de l’équipe va la relire.
app-write-send = Envoyer pour relecture
app-write-public = Une annonce est publique : n’y mettez ni le nom ni la santé d’une autre personne.
app-write-done = Votre annonce est sur ce téléphone. Elle partira dès qu’il y aura du réseau.

## States, as pills

app-pill-draft = Brouillon
app-pill-local = Sur ce téléphone
app-pill-sent = Envoyé
app-pill-received = Reçu
app-pill-refused = Refusé

## My things

# $n (Number) what has not reached the relay
app-mine-waiting = { $n ->
    [0] Rien n’attend sur ce téléphone
    [one] { $n } chose sur ce téléphone
   *[other] { $n } choses sur ce téléphone
}

app-mine-drafts = À finir
app-mine-ads = Mes annonces
app-mine-kept = Gardé
app-mine-none = Rien ici pour l’instant. Vos annonces et vos réponses seront là, même sans réseau.
app-mine-try = Essayer maintenant

## Head count

# $total (Number) persons who are expected
app-count-of = sur { $total }

# $here (Number) persons there
# $total (Number) persons who are expected
app-count-spoken = { $here } sur { $total }

# $n (Number) persons
# $names (String) their names
app-count-missing = { $n ->
    [0] Il ne manque personne. { $names }
    [one] Il manque { $n } personne : { $names }
   *[other] Il manque { $n } personnes : { $names }
}

# $names (String) some names
# $n (Number) how many more there are
app-count-more = { $n ->
    [0] { $names }
    [one] { $names }, et { $n } autre
   *[other] { $names }, et { $n } autres
}

# $here (Number) persons there
# $total (Number) persons who are expected
app-count-all = Tout le monde est là : { $here } sur { $total }.

# $name (String) a person
app-count-dispute = { $name } : pas d’accord

# $who (String) who looked, and when
app-count-here = { $who } : ici.

# $who (String) who looked, and when
app-count-not-here = { $who } : pas ici.

app-count-you = Vous
app-count-together = Regardez ensemble.
app-count-is-here = Est ici
app-count-is-not = N’est pas ici
app-mark-to-see = À voir
app-mark-here = Ici
app-mark-not-here = Pas ici
app-mark-excused = Absence prévue
app-mark-disputed = Pas d’accord

# $n (Number) people without a name
app-count-unnamed = Sans nom : { $n }

app-count-unnamed-more = Une personne sans nom de plus
app-count-unnamed-less = Une personne sans nom de moins
app-count-finish = Finir ce compte
app-count-again = Compter encore
app-count-not-done = Ne partez pas : le compte n’est pas fini.

# $who (String) each other device, and when
app-count-last = Dernières nouvelles : { $who }

# $name (String) a person
app-count-undo = Défaire : { $name }

# $place (String) where and when somebody was seen last
app-count-seen-at = Vu : { $place }

app-count-urgent = Urgence

## Home of the house

app-house-today = Aujourd’hui
app-house-coming = Bientôt
app-house-none = Pas de sortie aujourd’hui.
app-house-count = Compter

# $n (Number) persons on the roster
app-house-expected = { $n ->
    [0] Personne sur la liste
    [one] { $n } personne sur la liste
   *[other] { $n } personnes sur la liste
}


## Settings

app-settings-language = Langue
app-settings-colours = Couleurs
app-settings-light = Claires
app-settings-dark = Sombres
app-settings-contrast-light = Contraste fort, clair
app-settings-contrast-dark = Contraste fort, sombre

## Failures of which the app itself has to speak

app-failure-closed = Ekin se ferme. Ouvrez-le de nouveau.
app-failure-in-use = Ekin est déjà ouvert ailleurs sur cet appareil. Fermez-le là-bas.
app-failure-busy = Ekin échange déjà avec le serveur. Attendez un instant.
app-failure-keys = Ekin n’a pas pu ouvrir le coffre du téléphone. Déverrouillez le téléphone, puis ouvrez Ekin de nouveau.
app-failure-key-lost = La clé de ce téléphone n’est plus là. Vos données sont gardées, et personne ne peut les lire. Prévenez l’équipe.

# $code (String) a stable code
app-failure-inner = Ekin n’a pas pu le faire. Rien n’est perdu. Dites ce code à l’équipe : { $code }

