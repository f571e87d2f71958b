## Moments: photos and sounds of people, and what they agree to

audience-present = les présents
audience-house = la maison
audience-families = les familles
audience-journal = le journal
audience-public = tout le monde

purpose-memory = garder un souvenir
purpose-practice = montrer une bonne pratique
purpose-promotion = faire connaître la maison

signer-self = la personne elle-même
signer-parent = un parent
signer-guardian = qui la représente
signer-other = quelqu’un d’autre

# $name (String) the person
# $audience (String) one of the `audience-…` texts
consent-not-asked = { $name } n’a pas dit oui pour : { $audience }.

# $name (String) the person
# $audience (String) one of the `audience-…` texts
consent-needs-parent = { $name } : il manque le oui d’un parent pour : { $audience }.

# $name (String) the person
# $audience (String) one of the `audience-…` texts
# $day (String) last day of the consent
consent-expired = { $name } : l’accord pour { $audience } est fini depuis le { $day }.

# $name (String) the person
# $audience (String) one of the `audience-…` texts
consent-refused = { $name } a dit non pour : { $audience }.

# $name (String) the person
# $audience (String) one of the `audience-…` texts
consent-withdrawn = { $name } a retiré son accord pour : { $audience }.

consent-other = autre

# $name (String) the person
# $audience (String) who may see
# $purpose (String) what for
# $by (String) who signed
consent-line-yes = { $name } : oui. Qui peut voir : { $audience }. Pour : { $purpose }. Confirmé par : { $by }.

# $name (String) the person
# $audience (String) who may see
# $purpose (String) what for
# $by (String) who signed
# $day (String) last day
consent-line-until = { $name } : oui, jusqu’au { $day }. Qui peut voir : { $audience }. Pour : { $purpose }. Confirmé par : { $by }.

# $name (String) the person
# $audience (String) who may not see
# $purpose (String) what for
# $by (String) who signed
consent-line-no = { $name } : non. Qui ne doit pas voir : { $audience }. Pour : { $purpose }. Confirmé par : { $by }.

# $name (String) the person
# $audience (String) who may not see any more
# $purpose (String) what for
# $by (String) who signed
consent-line-withdrawn = { $name } : accord retiré. Qui ne doit plus voir : { $audience }. Pour : { $purpose }. Avait dit oui : { $by }.

consent-disagree = Deux réponses contraires. La plus stricte compte. Demandez encore, ensemble.
consent-none = Aucun accord noté.
consent-noted = C’est noté.
consent-nothing = Il n’y a pas d’accord à retirer. Pour dire non, lancez « ekin consent refuse ».
# $day (String) the day
consent-over = Cet accord serait déjà fini : { $day }. Donnez un dernier jour à venir, ou aucun.
# $day (String) the day
consent-not-yet = Ce jour n’est pas encore venu : { $day }. Donnez le jour où la personne a confirmé.
# $name (String) what people call the space
incident-not-for-staff = « { $name } » n’est pas un espace de l’équipe seule : d’autres le lisent. Choisissez l’espace de l’équipe avec --space, ou ne dites pas d’espace.
# $when (String) a day with its hour
incident-not-yet = Ce moment n’est pas encore venu : { $when }. Donnez le jour et l’heure où c’est arrivé.

# $n (Number) photos and sounds
consent-gone = { $n ->
    [0] Rien n’est à cacher sur cet appareil.
    [one] { $n } photo ou son est caché, et sa clé est détruite.
   *[other] { $n } photos ou sons sont cachés, et leurs clés sont détruites.
}

# $id (String) what was asked for
moment-missing = Aucune photo, aucun son de ce nom ici : { $id }. Regardez « ekin moment list ».

moment-paper = Un PDF n’est pas un moment. Ajoutez-le avec « ekin blob add ».
moment-not-a-picture = Un son n’a pas de visage à cacher. Choisissez une photo.

# $name (String) who was asked for
moment-not-on-it = « { $name } » n’est pas sur cette photo. Dites d’abord qui est dessus : « ekin moment who ».

moment-who = Cette photo ou ce son ne part pas : dites d’abord qui est dessus. « ekin moment who ID NOM… », ou --nobody.

# $n (Number) persons without a name
moment-not-named = { $n ->
    [0] Tout le monde a un nom.
    [one] { $n } personne n’a pas de nom. Cette photo ou ce son ne part pas. Dites qui c’est, ou cachez son visage.
   *[other] { $n } personnes n’ont pas de nom. Cette photo ou ce son ne part pas. Dites qui c’est, ou cachez leurs visages.
}

# $n (Number) persons
moment-no-consent = { $n ->
    [0] Tout le monde est d’accord.
    [one] Cette photo ou ce son ne peut pas partir. Il manque l’accord de { $n } personne. Demandez-le, cachez son visage, ou choisissez moins de monde.
   *[other] Cette photo ou ce son ne peut pas partir. Il manque l’accord de { $n } personnes. Demandez-le, cachez leurs visages, ou choisissez moins de monde.
}

moment-hidden = Cette photo ou ce son est caché. Demandez un nouvel accord.

# $audience (String) one of the `audience-…` texts
moment-no-place = Pas d’espace ici pour : { $audience }. Pour les présents, partagez dans l’espace de la sortie. Pour les autres, entrez d’abord dans l’espace de la maison.

# $names (String) spaces
moment-several-places = Plusieurs maisons sont ici : { $names }. Dites laquelle avec --to.

# $id (String) beginning of its id
moment-added = Gardé sur cet appareil, et nulle part ailleurs : { $id }

# $id (String) beginning of its id
moment-shared = Partagé : { $id }

moment-masked = Ce visage sera caché pour toujours quand la photo partira.
moment-named = C’est noté. Voyez qui peut voir : « ekin moment show ».

# $n (Number) copies
moment-removed = { $n ->
    [0] Il n’y avait rien à supprimer.
    [one] Supprimé, avec sa clé. Lancez « ekin sync » pour le supprimer ailleurs.
   *[other] { $n } copies supprimées, avec leurs clés. Lancez « ekin sync » pour les supprimer ailleurs.
}

# $path (String) where
moment-written = Écrit ici : { $path }. C’est noté pour chaque personne. Ce qui est sorti d’Ekin ne peut pas être repris.

moment-none = Pas encore de moment ici.

# $names (String) who is on it
moment-people = Dessus : { $names }

moment-nobody = Personne n’y est reconnaissable.

# $n (Number) faces
moment-covered = { $n ->
    [0] Aucun visage caché
    [one] { $n } visage caché
   *[other] { $n } visages cachés
}

# $number (String) number of the device
moment-covered-by = Visages cachés par l’appareil { $number }

# $audience (String) who may see
moment-may = Tout le monde est d’accord pour : { $audience }

# $audience (String) who may see
moment-for = pour : { $audience }

moment-unshared = sur cet appareil seulement
moment-is-hidden = caché
moment-untitled = sans texte

incident-sealed = Noté pour l’équipe seulement.
incident-kept = Gardé sur cet appareil. L’équipe ne le voit pas encore : il partira tout seul. En attendant, dites-le à l’équipe.
incident-none = Aucun incident noté.
moment-area-form = Donnez quatre nombres de pixels : gauche,haut,largeur,hauteur, par exemple 40,20,120,120

# $names (String) whom it concerns
incident-people = Personnes concernées : { $names }

# $measures (String) what was done
incident-measures = Ce qui a été fait : { $measures }

# $place (String) where
incident-place = Où : { $place }

incident-is-kept = gardé ici, pas encore dans l’espace de l’équipe

cli-moment = Photos et sons d’une sortie : qui est dessus, qui peut voir
cli-moment-add = Garder une photo ou un son sur cet appareil, sans rien envoyer
cli-moment-file = Photo ou son
cli-moment-words = Ce qu’il y a à en dire
cli-moment-person = Qui est dessus, par son nom ou le début de son identifiant
cli-moment-others = Combien de personnes dessus n’ont pas de nom ici
cli-moment-nobody = Personne n’y est reconnaissable
cli-moment-who = Dire qui est dessus
cli-moment-mask = Cacher un visage, pour toujours, avant de partager
cli-moment-area = Endroit à cacher : gauche,haut,largeur,hauteur en pixels
cli-moment-of = De qui est ce visage
cli-moment-share = Partager, si toutes les personnes dessus sont d’accord
cli-moment-with = Qui peut voir : present, house, families, journal, public
cli-moment-to = Espace de la maison, quand il y en a plusieurs
cli-moment-hand-out = Écrire dans un fichier à donner, si toutes les personnes dessus sont d’accord
cli-moment-file-to = Fichier où l’écrire
cli-moment-list = Les moments de cet espace
cli-moment-show = Qui est dessus, qui a dit oui, ce qui manque
cli-moment-get = Écrire dans un fichier pour le regarder ici
cli-moment-remove = Supprimer partout, avec sa clé
cli-moment-id = Début de l’identifiant du moment
cli-moment-purpose = Pour quoi faire : memory, practice, promotion

cli-consent = Accords pour les photos et les sons : qui, pour qui, jusqu’au
cli-consent-give = Noter un oui
cli-consent-refuse = Noter un non : il vaut aussi pour tout public plus large
cli-consent-withdraw = Retirer un accord : les photos et les sons sont cachés et détruits
cli-consent-list = Qui a dit quoi
cli-consent-by = Qui confirme : self (la personne), parent, guardian (qui la représente)
cli-consent-name = Son nom
cli-consent-signed-on = Jour de la confirmation
cli-consent-until = Dernier jour de l’accord

cli-incident = Incidents, pour l’équipe seulement
cli-incident-add = Noter un incident
cli-incident-list = Les incidents notés
cli-incident-what = Ce qui s’est passé
cli-incident-when = Quand : AAAA-MM-JJTHH:MM
cli-incident-measures = Ce qui a été fait
cli-incident-place = Où, en quelques mots
cli-blob-nobody = Personne n’y est reconnaissable
blob-nobody = Voit-on ou entend-on quelqu’un ? Si oui, lancez « ekin moment add ». Si non, ajoutez --nobody.
