## Outings: places and heads

outing-none = Pas de sortie de ce nom ici. Créez-en une : « ekin outing new ».
outing-several = Plusieurs sorties sont ouvertes ici. Dites laquelle avec --outing. Voyez « ekin outing list ».

# $name (String) what was asked for
outing-no-person = Personne ne s’appelle « { $name } » ici. Voyez la liste des participants, ou faites d’abord la fiche de cette personne.

outing-words = Ces mots sont vides, trop longs, ou contiennent des signes illisibles. Écrivez-les autrement.

seats-none-asked = Dites combien de places, ou pour qui.
seats-claimed = Place demandée. Ce n’est pas encore sûr.
seats-withdrawn = Demande retirée.
seats-accepted = Place acceptée.
seats-declined = Demande refusée.
seats-undone = Décision défaite.
seats-asked-again = La demande compte de nouveau.
seats-capacity-set = Nombre de places noté.

# $n (Number) places
seats-free = { $n ->
    [0] Complet
    [one] { $n } place libre
   *[other] { $n } places libres
}

seats-no-limit = Nombre de places non limité

# $n (Number) places
seats-free-wheelchair = { $n ->
    [0] Pas de place pour fauteuil roulant
    [one] { $n } place pour fauteuil roulant
   *[other] { $n } places pour fauteuil roulant
}

# $n (Number) places
seats-free-companions = { $n ->
    [0] Pas de place d’accompagnateur
    [one] { $n } place d’accompagnateur
   *[other] { $n } places d’accompagnateur
}

# $n (Number) persons
seats-over = { $n ->
    [0] Il y a des places pour tout le monde.
    [one] { $n } personne de plus que de places. Personne n’est retiré : décidez ensemble.
   *[other] { $n } personnes de plus que de places. Personne n’est retiré : décidez ensemble.
}

seats-capacity-conflict = Deux personnes ont écrit un nombre de places différent. Le plus petit compte. Décidez ensemble.

# $n (Number) persons
seats-carers-missing = { $n ->
    [0] Il y a assez d’encadrants.
    [one] Il manque { $n } encadrant.
   *[other] Il manque { $n } encadrants.
}

# $seats (Number) seats
# $wheelchair (Number) places for a wheelchair
# $companions (Number) places for companions
seats-demand = { $seats } + { $wheelchair } fauteuil + { $companions } accompagnateur

seats-standing-held = place acceptée
seats-standing-provisional = place acceptée ici, pas encore sûre
seats-standing-over = en trop
seats-standing-likely = probable

# $n (Number) number in the list
seats-standing-waiting = liste d’attente, numéro { $n }

seats-standing-declined = refusé
seats-standing-withdrawn = retiré

# $yes (String) who accepted
# $no (String) who declined
seats-contested = Deux décisions contraires. Oui : { $yes }. Non : { $no }.

# $name (String) the party
seats-priority = Priorité : { $name }. La dernière fois, il n’y avait plus de place.

# $name (String) the person
seats-buddy = Avec { $name }

# $place (String) where
seats-pick-up = Point de rendez-vous : { $place }

seats-two-people = Deux personnes ont écrit cette demande.
seats-empty = Personne n’a encore demandé de place.
# $party (String) what the party is called
seats-error-withdrawn = La demande de « { $party } » a été retirée : il n’y a plus rien à décider. Si elle doit compter de nouveau, faites une nouvelle demande, ou défaites le retrait : ekin seat undo
# $name (String) the person
# $party (String) what the party of the other claim is called
seats-error-twice = { $name } est déjà dans une demande : « { $party } ». Retirez-la d’abord, ou demandez sans cette personne.
# $name (String) the person
# $party (String) what the party of the other claim is called
seats-twice = { $name } est aussi dans une autre demande : « { $party } ». Retirez l’une des deux.
seats-capacity-how-many = Dites combien de places il y a, avec --seats, --wheelchair, --companions ou --no-limit. Ce qui n’est pas dit reste comme avant.

# $given (String) what was asked for
# $names (String) the legs of the plan
heads-no-leg = Le programme n’a pas d’étape « { $given } ». Il a : { $names }

heads-no-legs = Le programme n’a pas d’étape. Ajoutez-en une, par exemple : ekin outing edit legs.a.what=departure

heads-noted = C’est noté.

# $here (Number) persons there
# $total (Number) persons expected
heads-total = { $here } sur { $total }

# $name (String) group or educator
# $here (Number) persons there
# $total (Number) persons expected
heads-group = { $name } : { $here } sur { $total }

# $name (String) the educator
# $n (Number) persons
heads-with = Avec { $name } : { $n }

heads-all-here = Tout le monde est là. Personne n’est oublié.

# $n (Number) persons
# $names (String) their names
heads-missing = { $n ->
    [0] Il ne manque personne. { $names }
    [one] Il manque { $n } personne : { $names }
   *[other] Il manque { $n } personnes : { $names }
}

# $n (Number) persons
# $names (String) their names
heads-to-count = { $n ->
    [0] Tout le monde est compté. { $names }
    [one] { $n } personne à compter : { $names }
   *[other] { $n } personnes à compter : { $names }
}

# $n (Number) persons
heads-more = { $n ->
    [0] Personne de plus que la liste.
    [one] { $n } personne en plus, non inscrite
   *[other] { $n } personnes en plus, non inscrites
}

# $person (String) the person
# $here (String) who says there
# $gone (String) who says not there
heads-dispute = { $person } : désaccord. { $here } : « là ». { $gone } : « pas là ». Allez voir maintenant.

# $place (String) where
# $time (String) when
# $name (String) who
heads-place = Dernier lieu connu : { $place } ({ $time }, { $name })

# $names (String) their names
heads-excused = A prévenu : { $names }

heads-seen-present = là
heads-seen-absent = pas là
heads-seen-excused = a prévenu

# $number (String) number of the device
heads-device = appareil { $number }

card-none = Pas de carte. Appelez la maison.
card-closed = La sortie est finie. La carte est fermée.
card-noted = Cette ouverture est notée.
card-never = Personne n’a ouvert cette carte.
card-stale = Elle peut avoir changé depuis les dernières nouvelles de la maison.

# $when (String) day and hour
card-as-of = Carte du { $when }. Elle peut avoir changé depuis.

# $who (String) a device
# $reason (String) one of the `card-reason-…` texts
# $time (String) when
card-opened = Ouverte par : { $who }. Raison : { $reason } ({ $time })

card-reason-emergency = urgence
card-reason-care = soin prévu
card-reason-preparation = préparation
card-reason-other = autre

# $country (String) code of the country
# $numbers (String) the numbers, each with what it is for
card-numbers = Numéros ({ $country }) : { $numbers }

# $number (String) a number
card-service-any = { $number } toute urgence
# $number (String) a number
card-service-medical = { $number } SAMU
# $number (String) a number
card-service-fire = { $number } pompiers
# $number (String) a number
card-service-police = { $number } police
# $number (String) a number
card-service-text = { $number } par SMS, si l’on ne peut ni entendre ni parler
# $number (String) a number
card-service-violence = { $number } violences faites aux femmes
# $number (String) a number
card-service-suicide = { $number } idées de suicide

cli-card = La carte d’urgence d’une personne
cli-card-open = Ouvrir la carte : l’ouverture et la raison sont notées
cli-card-log = Qui a ouvert cette carte
cli-card-reason = Raison
cli-card-country = Pays où se trouve le téléphone : FR, ES

cli-seat = Les places d’une sortie : qui demande, qui décide
cli-seat-list = Les places, les demandes et la liste d’attente
cli-seat-capacity = Dire combien de places il y a
cli-seat-claim = Demander des places
cli-seat-withdraw = Retirer une demande
cli-seat-accept = Accepter une demande
cli-seat-decline = Refuser une demande
cli-seat-undo = Défaire une décision
cli-seat-seats = Places assises
cli-seat-wheelchair = Places pour fauteuil roulant
cli-seat-companions = Places d’accompagnateur
cli-seat-no-limit = Lever la limite des places assises
cli-seat-flex = Une place de fauteuil libre peut servir de siège
cli-seat-fill = Un petit groupe peut passer devant un plus grand qui attend
cli-seat-person = Personne, par son nom ou le début de son identifiant
cli-seat-pick-up = Point de rendez-vous
cli-seat-buddy = Qui accompagne une personne nouvelle
cli-seat-missed = La dernière fois, il n’y avait plus de place
cli-seat-note = Message
cli-seat-because = Motif
cli-seat-party = Comment s’appelle le groupe : une maison, une famille
cli-seat-id = Début de l’identifiant de la demande
cli-check = Compter les personnes, à chaque étape
cli-check-list = Qui est là, qui manque, où deux comptages ne s’accordent pas
cli-check-here = Ces personnes sont là
cli-check-absent = Ces personnes ne sont pas là
cli-check-excused = Ces personnes ont prévenu
cli-check-unnamed = Combien de personnes non inscrites sont là
cli-check-leg = Étape : une ligne du programme
cli-check-with = Avec quel éducateur, quelle éducatrice
cli-check-place = Où, en quelques mots
cli-check-number = Nombre de personnes
cli-outing = Sortie : début de l’identifiant, quand il y en a plusieurs
