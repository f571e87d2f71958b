## Outings: the plan, who goes along, what must be signed, what is packed, groups that change hands, the end

# $name (String) its title
outing-made = Sortie préparée : { $name }

# $day (String) a day with its hour
outing-over-already = Ce jour est passé : { $day }. Vérifiez le jour et l’année, puis corrigez : ekin outing edit start=AAAA-MM-JJTHH:MM

outing-empty = Pas de sortie ici. Préparez-en une, par exemple : ekin outing new title=Musée start=2026-12-05T14:00

# $day (String) a day with its hour
outing-kept-until = Tout ceci s’efface le { $day }.

outing-closed = La sortie est finie. Les cartes d’urgence sont fermées.

# $n (Number) how many
outing-closed-kept = { $n ->
    [0] La maison n’a rien de nouveau à garder.
    [one] La maison garde la présence de { $n } personne.
   *[other] La maison garde la présence de { $n } personnes.
}

outing-closing-now = La sortie s’efface de chaque appareil à sa prochaine connexion.

# $name (String) its title
# $n (Number) how many
outing-ended = { $n ->
    [0] { $name } : la sortie est finie, et effacée de cet appareil.
    [one] { $name } : la sortie est finie, et effacée de cet appareil. { $n } chose écrite ici n’était pas partie et n’est plus là.
   *[other] { $name } : la sortie est finie, et effacée de cet appareil. { $n } choses écrites ici n’étaient pas parties et ne sont plus là.
}

# $title (String) the outing
# $day (String) when
# $here (Number) persons who came along
# $excused (Number) persons who gave notice
# $absent (Number) persons who did not come
# $missed (Number) persons without a place
outing-past = { $title } ({ $day }) : présents { $here }, ont prévenu { $excused }, absents { $absent }, sans place { $missed }

outing-past-title = Sorties finies, gardées par la maison :

outing-invited = Montrez ce lien face à face. Il sert une fois.

# $given (String) what was asked for
# $names (String) what there is
outing-no-row = Le programme n’a pas « { $given } ». Il a : { $names }

# $given (String) what was asked for
# $example (String) what to type
outing-no-row-yet = Le programme n’a pas « { $given } ». Ajoutez-le, par exemple : ekin outing edit { $example }

outing-no-house = Dites de quelle maison est la sortie avec --space, ou donnez un serveur avec --relay.

outing-not-own-space = Ce programme n’est pas dans un espace de sortie : rien d’autre que la sortie ne s’efface.

ready-title = Avant de partir :

ready-done = Fait.

ready-to-do = À faire.

# $there (Number) carers who come along
# $needed (Number) carers who are needed
# $state (String) done or to do
ready-carers = Encadrants : { $there } pour { $needed }. { $state }

# $there (Number) persons whose papers are all there
# $needed (Number) persons
# $state (String) done or to do
ready-authorised = Personnes en règle : { $there } sur { $needed }. { $state }

# $there (Number) things that are packed
# $needed (Number) things
# $state (String) done or to do
ready-packed = Affaires prêtes : { $there } sur { $needed }. { $state }

# $there (Number) places in the vehicles
# $needed (Number) places that are taken
# $state (String) done or to do
ready-vehicles = Places dans les véhicules : { $there } pour { $needed } demandées. { $state }

sight-title = Qui voit quoi :

sight-plan = le programme

sight-people = les noms, les groupes, qui est là

sight-card = la carte d’urgence, avec une raison qui est notée

sight-authorisations = les autorisations

sight-closed = Le reste de la fiche s’ouvre avec une raison : ekin card open

# $n (Number) how many
roster-added = { $n ->
    [0] Personne n’a été ajouté.
    [one] { $n } personne est sur la liste. Ce qu’il faut de sa fiche est copié.
   *[other] { $n } personnes sont sur la liste. Ce qu’il faut de leurs fiches est copié.
}

# $n (Number) how many
roster-removed = { $n ->
    [0] Personne n’a été enlevé.
    [one] { $n } personne n’est plus sur la liste.
   *[other] { $n } personnes ne sont plus sur la liste.
}

roster-empty = Personne n’est encore sur la liste.

roster-no-card = pas de fiche ici

# $name (String) who was asked for
roster-no-profile = « { $name } » n’a pas de fiche dans une maison de cet appareil. Faites-la d’abord : ekin doc new profile

# $name (String) who was asked for
roster-not-expected = « { $name } » n’est pas sur la liste.

# $name (String) the person
# $what (String) what is asked for
# $state (String) how it stands
authorise-line = { $name } : { $what }. { $state }

authorise-not-needed = Décide pour soi.

authorise-signed = Signé.

# $due (String) until when
# $n (Number) days that are left
authorise-open = { $n ->
    [0] À signer aujourd’hui ({ $due }).
    [one] À signer avant le { $due }, encore { $n } jour.
   *[other] À signer avant le { $due }, encore { $n } jours.
}

# $due (String) until when
authorise-late = En retard : c’était à signer avant le { $due }.

authorise-ended = La signature s’arrête avant la fin de la sortie.

authorise-refused = Refusé.

authorise-ask-parents = Demandez aux parents.

authorise-ask-service = Demandez au service de protection de l’enfance.

authorise-ask-guardian = Demandez à la personne et à qui la représente.

authorise-ask-curator = Demandez à la personne, avec son curateur.

authorise-ask-supports = Demandez à la personne, avec ses soutiens.

authorise-ask-house = Demandez à la maison qui décide avec cette personne.

authorise-noted = C’est noté : autorisé.

authorise-refusal-noted = C’est noté : refusé.

authorise-nothing = Rien n’est à signer pour cette sortie.

# $name (String) the thing
# $n (Number) how many
# $who (String) for whom
packing-line = { $name } : { $n } ({ $who })

packing-packed = prêt

packing-to-pack = à préparer

packing-empty = Rien à emporter n’est noté.

# $names (String) who is handed over
# $from (String) who hands over
# $to (String) who is to take them
handover-offered = { $names } : de { $from } à { $to }. Pas encore confirmé par { $to } : { $from } en reste responsable.

# $names (String) who is handed over
# $from (String) who hands over
# $to (String) who is to take them
handover-signed = { $names } : de { $from } à { $to }. Confirmé par les deux.

# $names (String) who is handed over
# $from (String) who hands over
# $to (String) who is to take them
handover-changed = { $names } : de { $from } à { $to }. Changé depuis la confirmation : { $to } doit confirmer de nouveau.

# $names (String) who is handed over
# $from (String) who hands over
# $to (String) who is to take them
handover-refused = { $names } : de { $from } à { $to }. Refusé par { $to } : { $from } en reste responsable.

handover-made = Le groupe change de responsable. Confirmez aussi sur l’autre téléphone : ekin check take

handover-none = Aucun groupe n’a changé de responsable.

handover-nobody = Dites qui change de responsable : un groupe, ou des personnes.

# $number (String) number of the device
handover-not-to = L’appareil { $number } ne peut pas recevoir un groupe : choisissez celui d’un autre membre de l’équipe. Voyez « ekin member list ».

handover-nothing = Rien n’attend une confirmation de cet appareil.

handover-several = Plusieurs groupes attendent une confirmation. Dites lequel par le début de son identifiant : ekin check handovers

handover-others = Ce groupe est remis à un autre appareil.

document-field-packed = prêt

cli-trip = Les sorties : préparer, partir, finir

cli-trip-new = Préparer une sortie, dans un espace à elle

cli-trip-list = Les sorties de cet appareil, et celles que la maison garde

cli-trip-show = Une sortie : où en est-on avant de partir, qui voit quoi

cli-trip-edit = Changer le programme

cli-trip-invite = Inviter quelqu’un à cette sortie seulement

cli-trip-roster = Qui vient : voir la liste, ou y mettre des personnes

cli-trip-people = Personnes à mettre sur la liste ; sans nom, la liste

cli-trip-group = Groupe : une ligne du programme, ou - pour aucun

cli-trip-remove = Enlever au lieu d’ajouter

cli-trip-packing = Quoi emporter : voir la liste, ou y mettre des choses

cli-trip-things = Choses : un mot, ou le nom d’un pictogramme comme umbrella ; sans rien, la liste

cli-trip-pictogram = Nom d’un pictogramme Phosphor

cli-trip-count = Combien

cli-trip-for = Pour qui : each, group ou carers

cli-trip-done = C’est prêt

cli-trip-not-done = Ce n’est plus prêt

cli-trip-authorise = Ce qui doit être signé : voir, ou noter une signature

cli-trip-what = Quoi : outing, transport, swimming, abroad, overnight, alone, medicines, care ou photo

cli-trip-by = Qui a signé

cli-trip-until = Dernier jour, AAAA-MM-JJ

cli-trip-refused = C’est refusé

cli-trip-close = Finir une sortie : la maison garde qui était là, le reste s’efface à son jour

cli-trip-now = Effacer la sortie maintenant, sans attendre son jour

cli-trip-house = Maison dont la sortie utilise le serveur

cli-trip-role = Comme quoi : volunteer, educator, moderator, admin

cli-check-hand = Confier un groupe à un autre membre de l’équipe : les deux confirment

cli-check-take = Confirmer que l’on prend un groupe

cli-check-handovers = Qui a confié qui à qui, et qui a confirmé

cli-check-group = Groupe : une ligne du programme

cli-check-to = Numéro de l’appareil qui prend le groupe

cli-check-refuse = Ne pas le prendre

cli-check-handover-id = Début de l’identifiant de ce qui est confié

change-retire = Sortie à effacer.

seats-pending = Demande écrite sur ce téléphone : pas encore sûre.

# $name (String) the person
seats-buddy-without = Personne nouvelle. { $name } devait venir avec elle, mais n’a pas encore de place.

# $place (String) where
# $time (String) when
seats-pick-up-at = Point de rendez-vous : { $place }, { $time }

# $name (String) the vehicle
seats-in-vehicle = Véhicule : { $name }

# $name (String) the vehicle
# $taken (Number) persons
# $there (Number) places
seats-vehicle = { $name } : { $taken } sur { $there } places

# $name (String) the vehicle
# $taken (Number) persons
seats-vehicle-open = { $name } : { $taken } personnes, nombre de places non dit

# $name (String) the vehicle
# $n (Number) how many
seats-vehicle-over = { $n ->
    [0] { $name } : personne n’est en trop.
    [one] { $name } : { $n } personne en trop. Personne n’est déplacé : décidez ensemble.
   *[other] { $name } : { $n } personnes en trop. Personne n’est déplacé : décidez ensemble.
}

# $time (String) when
# $name (String) who
# $what (String) what they did
seats-step = { $time }, { $name } : { $what }

# $what (String) how many
seats-did-capacity = nombre de places, { $what }

# $party (String) the party
# $what (String) what it asks for
seats-did-ask = demande de { $party }, { $what }

# $party (String) the party
seats-did-withdraw = demande de { $party } retirée

# $party (String) the party
seats-did-accept = { $party } acceptée

# $party (String) the party
seats-did-decline = { $party } refusée

# $party (String) the party
seats-did-undo = décision défaite pour { $party }

cli-seat-history = Qui a changé quoi, et quand

cli-seat-vehicle = Véhicule : une ligne du programme, aussi d’une autre maison
