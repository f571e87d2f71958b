## What is kept of a person: erased, taken along, kept for how long

record-kind-listing = annonce
record-kind-capacity = nombre de places
record-kind-claim = demande de places
record-kind-decision = réponse à une demande
record-kind-check = comptage
record-kind-feeling = comment va la personne
record-kind-consent = accord
record-kind-handover = remise
record-kind-message = message
record-kind-incident = incident
record-kind-media = photo ou son
record-kind-access = consultation
record-kind-score = résultat
record-kind-draft = message écrit ici
record-kind-other = autre élément
# $name (String) the person
erase-would = { $name } : voici ce qui serait effacé.

# $name (String) the person
erase-done = { $name } : effacé de cet appareil.

# $space (String) a private space
# $documents (Number) documents
# $facts (Number) facts
# $photos (Number) photos, scans, sounds
erase-space = { $space } : fiches et notes { $documents }, faits { $facts }, photos et sons { $photos }

# $n (Number) incidents that waited for a space of a staff
erase-kept = { $n ->
    [0] Aucun incident ne concernait cette personne sur cet appareil.
    [one] { $n } incident qui attendait sur cet appareil
   *[other] { $n } incidents qui attendaient sur cet appareil
}
record-place-device = cet appareil

# $n (Number) photos
erase-shared-photos = { $n ->
    [0] Aucune photo ne montre d’autres personnes.
    [one] { $n } de ces photos montre aussi d’autres personnes. Elle part pour tout le monde.
   *[other] { $n } de ces photos montrent aussi d’autres personnes. Elles partent pour tout le monde.
}

# $n (Number) outings
erase-rosters = { $n ->
    [0] La personne n’est sur aucune liste de participants.
    [one] La personne est enlevée de { $n } liste de participants.
   *[other] La personne est enlevée de { $n } listes de participants.
}

# $space (String) a private space
erase-not-allowed = { $space } : ici, seule la personne responsable principale ou l’administration peut effacer. Demandez-lui.

erase-confirm = Rien n’est encore effacé. Pour le faire, lancez la même commande avec --yes. Cela ne se défait pas.
erase-goes-on = Le serveur et les autres appareils effacent quand ils l’apprennent. Lancez ekin sync. Un appareil qui ne revient jamais en ligne garde ce qu’il a. Les sauvegardes du serveur le gardent jusqu’à 30 jours.
# $space (String) a private space
erase-history = { $space } : une partie n’avait pas de clé à elle. Aucun appareil ne la montre plus. Elle reste, chiffrée, dans l’historique du serveur, et dans l’historique des textes que plusieurs ont écrits, jusqu’au prochain point d’arrêt. Retirez d’abord le nom des textes partagés, puis lancez « ekin space checkpoint --now --prose ». Sans cela, il se fait après un jour.

named-some = Cette personne est encore nommée ici. Relisez chaque endroit et corrigez-le :
named-none = Cette personne n’est plus nommée ailleurs sur cet appareil.
# $space (String) a space
# $what (String) sort of thing
# $id (String) the beginning of its id
# $at (String) the field
named-one = { $space }, { $what } { $id }, { $at }

error-erased = Ceci a été effacé pour toujours. Ce qui a été effacé ne revient pas : faites-en un nouveau.
change-erase = Effacement à annoncer.
cli-erase = Effacer pour toujours tout ce qui est gardé d’une personne (RGPD, article 17)
cli-person = La personne : son nom, ou le début de son identifiant
cli-erase-yes = Effacer vraiment ; sans cela, montrer seulement ce qui partirait
# $name (String) the person
export-title = Ce qui est gardé de { $name }

export-why = Vous avez le droit d’avoir une copie de vos données (RGPD, articles 15 et 20). Les mêmes données sont à côté, dans des fichiers pour les programmes.
export-facts = Ce qui a été noté
# $what (String) sort of thing
# $when (String) when
# $who (String) which device
# $said (String) what it says
export-fact-line = { $what }, { $when }, { $who } : { $said }

export-rest = Ce qui n’est pas ici
# $n (Number) photos
export-shared = { $n ->
    [0] Toutes les photos sont là.
    [one] { $n } photo montre aussi d’autres personnes. Demandez-la à l’équipe.
   *[other] { $n } photos montrent aussi d’autres personnes. Demandez-les à l’équipe.
}

# $n (Number) photos
export-away = { $n ->
    [0] Aucune photo ne manque sur cet appareil.
    [one] { $n } photo n’est pas sur cet appareil. Lancez ekin sync, puis recommencez.
   *[other] { $n } photos ne sont pas sur cet appareil. Lancez ekin sync, puis recommencez.
}

# $spaces (String) names of spaces
export-closed = Cet appareil ne peut rien donner de ces espaces : { $spaces }. Demandez à leur équipe.

export-named = D’autres personnes vous nomment dans leurs textes, ici :
export-letters = Des lettres n’existent pas dans la police de ce papier : elles sont écrites par leur code, entre crochets (U+…). Le texte exact est dans les fichiers JSON, à côté.
# $name (String) the person
# $file (String) the file
export-written = Tout ce que cet appareil garde de { $name } est dans { $file }. Gardez ce fichier à l’abri : il n’est pas chiffré.

cli-export-person = Emporter tout ce qui est gardé d’une personne : zip avec JSON, photos et PDF (RGPD, articles 15 et 20)
cli-export-to = Fichier zip à écrire
retention-none = Rien n’est à effacer dans cet espace pour l’instant.
# $what (String) sort of thing
# $title (String) its title or the beginning of its id
# $day (String) the day
retention-goes = { $what } « { $title } » : sera effacé le { $day }.

# $what (String) sort of thing
# $title (String) its title or the beginning of its id
# $day (String) the day
retention-due = { $what } « { $title } » : à effacer depuis le { $day }.

# $what (String) sort of thing
# $n (Number) days
retention-rule = { $n ->
    [0] { $what } : effacé le jour même.
    [one] { $what } : gardé { $n } jour.
   *[other] { $what } : gardé { $n } jours.
}

# $n (Number) things
retention-ran = { $n ->
    [0] Rien n’était à effacer.
    [one] { $n } élément effacé. Le serveur et les autres appareils effacent quand ils l’apprennent.
   *[other] { $n } éléments effacés. Le serveur et les autres appareils effacent quand ils l’apprennent.
}

retention-by-law = Les incidents ne s’effacent pas seuls : une loi peut demander de les garder. Décidez avec le responsable.
cli-retention = Combien de temps on garde, ce qui va être effacé et quand
cli-retention-show = Montrer ce qui va être effacé, et quand
cli-retention-run = Effacer ce dont la durée est passée
