## Simple mode: what a resident sees and hears

# $name (String) who it is
simple-hello = Bonjour { $name }

simple-who = Qui êtes-vous ?
simple-change = Changer
simple-secret = Touchez votre image
simple-listen = Écouter
simple-stop = Silence
simple-next = Suivant
simple-previous = Avant
simple-tile-outings = Les sorties
simple-tile-mine = Mes sorties
simple-tile-wishes = Mes envies
simple-tile-photos = Mes photos
simple-tile-feel = Comment je vais
simple-tile-listen = Ma journée
simple-go = Je veux y aller
simple-not-this-time = Pas cette fois
simple-no-more = Je ne veux plus
simple-see-outings = Voir les sorties
simple-no-outing = Pas de sortie.
simple-no-wish = Pas encore d’envie.
simple-today = Aujourd’hui
simple-tomorrow = Demain
simple-later = Plus tard
simple-over = C’est fait
simple-feel-before = Avant la sortie
simple-feel-after = Après la sortie
simple-photo-no-more = Je ne veux plus cette photo
simple-photo-sure = Enlever cette photo pour tout le monde ?
simple-photo-remove = Oui, enlever
simple-photo-keep = Non, garder
simple-photo-gone = La photo n’est plus là.

# $names (String) who else is on it
simple-photo-with = Avec : { $names }

# $words (String) what there is to say of it
simple-photo = Ma photo : { $words }

simple-photo-untitled = Ma photo

# $day (String) a day
simple-day = Nous sommes le { $day }.

simple-day-none = Pas de sortie aujourd’hui.

# $title (String) an outing
# $hour (String) its hour, in words
simple-day-outing = Aujourd’hui : { $title }. L’heure : { $hour }.

# $what (String) a way of travelling
aloud-by = Comment : { $what }.

## Simple mode: what a carer sees

simple-help = Aide de l’équipe
simple-help-hold = Aide : appuyez ici trois secondes
simple-pin = Code de l’équipe
simple-pin-erase = Effacer

# $n (Number) figures that are typed
simple-pin-typed = { $n ->
    [0] Aucun chiffre tapé
    [one] { $n } chiffre tapé
   *[other] { $n } chiffres tapés
}

# $n (Number) tries before a wait
simple-pin-wrong = { $n ->
    [0] Pas le bon code.
    [one] Pas le bon code. Encore { $n } essai.
   *[other] Pas le bon code. Encore { $n } essais.
}

# $n (Number) seconds
simple-pin-wait = { $n ->
    [0] Essayez encore.
    [one] Attendez { $n } seconde, puis essayez encore.
   *[other] Attendez { $n } secondes, puis essayez encore.
}

simple-pin-choose = Choisissez un code de six chiffres
simple-pin-again = Tapez le même code encore une fois
simple-pin-other = Les deux codes sont différents. Recommencez.
simple-pin-kept = Le code est gardé sur cette tablette.
simple-setup = Préparer cette tablette
simple-setup-people = Pour qui est cette tablette ?
simple-setup-nobody = Personne n’a de fiche ici. Entrez d’abord dans la maison, puis faites les fiches.

# $name (String) a resident
simple-setup-tiles = Ce que voit { $name }

simple-setup-reads = Le premier toucher lit, le deuxième agit
simple-setup-scan = Balayage, avec un seul bouton

# $seconds (String) seconds, with a decimal
simple-setup-step = Un pas dure { $seconds } s

simple-setup-slower = Plus lent
simple-setup-faster = Plus vite
simple-setup-secret = Image secrète pour entrer
simple-setup-no-secret = Sans image secrète
simple-setup-code = Choisir le code de l’équipe
simple-setup-other-code = Changer le code de l’équipe
simple-setup-start = Commencer le mode simple
simple-setup-start-more = On en sort avec le code, aussi sans réseau.
simple-setup-leave = Quitter le mode simple
simple-setup-return = Revenir à la tablette
simple-setting = Mode simple

## Simple mode: what cannot be kept

simple-error-pin-form = Un code a six chiffres.
simple-error-pin-easy = Ce code est trop facile à deviner. Choisissez d’autres chiffres.
simple-error-pin-memory = La tablette n’a plus de mémoire libre. Fermez d’autres applications, puis essayez encore.
simple-error-no-pin = Choisissez d’abord le code de l’équipe. Sans lui, on ne peut pas sortir du mode simple.
simple-error-tiles = Choisissez de deux à six images pour chaque personne.
simple-error-step = Un pas dure entre une demi-seconde et cinq secondes.
simple-error-residents = Choisissez d’abord pour qui est cette tablette.
