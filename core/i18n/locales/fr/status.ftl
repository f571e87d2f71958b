## `status`, `device`, `publisher`, `territory`, `doctor`

# $name (String) name of the territory
status-territory = Territoire : { $name }

# $url (String) address of the relay
status-relay = Serveur : { $url }

# $role (String) one of the `role-…` texts
status-role = Votre rôle : { $role }

# $n (Number) listings
status-listings = { $n ->
    [0] Aucune annonce ici
    [one] { $n } annonce ici
   *[other] { $n } annonces ici
 }

# $n (Number) listings
status-conflicts = { $n ->
    [0] Aucune annonce avec deux versions
    [one] { $n } annonce avec deux versions
   *[other] { $n } annonces avec deux versions
 }

# $size (String) bytes
status-size = Place prise sur cet appareil : { $size }

# $path (String) a folder
status-home = Données : { $path }

role-owner = responsable principal
role-admin = administration
role-moderator = modération
role-educator = équipe éducative
role-publisher = publication
role-volunteer = bénévole
role-resident = tablette de résident
role-reader = lecture seule

# $link (String) a device link
device-link = Lien de cet appareil, à envoyer à qui tient le territoire : { $link }

# $code (String) short code of the key, to compare by voice
device-code = Code à comparer de vive voix : { $code }

# $name (String) name of the territory
territory-created = Territoire créé : { $name }

# $link (String) link of the territory
territory-link = Lien à partager : { $link }

territory-not-yet = Personne ne peut encore entrer : lancez « ekin sync » avec du réseau.

# $name (String) name of the territory
join-done = Vous êtes dans le territoire : { $name }. Lancez « ekin sync » pour recevoir les annonces.

# $name (String) name of the territory
leave-done = Territoire quitté : { $name }. Ses annonces sont effacées de cet appareil.

# $name (String) name of the organisation
publisher-added = Cet appareil pourra publier pour : { $name }. En vigueur quand le serveur l’aura reçu.

# $name (String) name of the organisation
publisher-removed = Cet appareil ne pourra plus publier pour : { $name }. En vigueur quand le serveur l’aura reçu.

# $n (Number) listings of a removed publisher
publisher-withdrawn = { $n ->
    [0] Il n’avait aucune annonce à retirer.
    [one] { $n } de ses annonces est retirée.
   *[other] { $n } de ses annonces sont retirées.
 }

# $when (String) day and hour, or a duration
publisher-last-seen = Dernier envoi : { $when }

publisher-never-seen = N’a encore rien envoyé
publisher-void = Ce changement n’a plus lieu d’être : quelqu’un d’autre l’a fait entre-temps.

# $id (String) id of the listing
publish-done = Enregistrée sur cet appareil : { $id }

edit-done = Modifiée sur cet appareil.
edit-nothing = C’était déjà ainsi : rien n’a changé.
withdraw-done = Retirée sur cet appareil. Les autres le verront avec le réseau.

# $title (String) title of the listing
undo-done = Défait : { $title }

# $n (Number) listings
# $path (String) a file
export-done = { $n ->
    [0] Aucune annonce à écrire. Fichier : { $path }
    [one] { $n } annonce écrite. Fichier : { $path }
   *[other] { $n } annonces écrites. Fichier : { $path }
 }

# $n (Number) listings
# $seed (String) the seed
generate-done = { $n ->
    [0] Aucune annonce à inventer, graine { $seed }
    [one] { $n } annonce inventée, graine { $seed }
   *[other] { $n } annonces inventées, graine { $seed }
 }

doctor-intro = Pour l’assistance. Aucun texte, aucun nom, aucune clé ci-dessous.

# $version (String) version of Ekin
doctor-version = Version : { $version }

# $version (String) number of the schema
doctor-schema = Schéma des données : { $version }

# $n (Number) envelopes set aside
doctor-quarantine = { $n ->
    [0] Aucun envoi mis de côté
    [one] { $n } envoi mis de côté
   *[other] { $n } envois mis de côté
 }

# $n (Number) incarnations
doctor-incarnations = { $n ->
    [0] Cet appareil n’a pas recommencé.
    [one] Cet appareil a recommencé { $n } fois.
   *[other] Cet appareil a recommencé { $n } fois.
 }

# $duration (String) difference with the relay's clock
doctor-clock = Écart avec l’heure du serveur : { $duration }

# $path (String) a file that was set aside
doctor-set-aside = Fichier abîmé, mis de côté : { $path }

doctor-fine = Rien d’anormal.
role-pending = demande en attente
role-other = autre rôle, d’un Ekin plus récent
publisher-gone = n’est plus membre
publisher-me = cet appareil

# $role (String) one of the `role-…` texts
# $org (String) id of the organisation
change-add = Appareil à ajouter ({ $role }), organisation { $org }.


# $n (String) number of the device
change-remove = Appareil { $n } à enlever.


# $n (String) number of the device
# $role (String) one of the `role-…` texts
change-role = Nouveau rôle de l’appareil { $n } : { $role }.

change-other = Autre changement des membres.
# $org (String) id of the organisation
publisher-org = Organisation : { $org }
# $n (Number) how often within 24 hours
lives-many = { $n ->
    [0] Cet appareil n’a pas recommencé ses envois depuis 24 heures.
    [one] Cet appareil a recommencé ses envois { $n } fois en 24 heures. Une copie de ses données sert peut-être ailleurs. N’en gardez qu’une, et prévenez qui tient le territoire.
   *[other] Cet appareil a recommencé ses envois { $n } fois en 24 heures. Une copie de ses données sert peut-être ailleurs. N’en gardez qu’une, et prévenez qui tient le territoire.
 }

# $number (String) number of the device
# $n (Number) how often within 24 hours
lives-many-of = { $n ->
    [0] L’appareil { $number } n’a pas recommencé ses envois depuis 24 heures.
    [one] L’appareil { $number } a recommencé ses envois { $n } fois en 24 heures. Une copie de ses données sert peut-être ailleurs. Demandez à qui l’utilise, ou enlevez-le : « ekin publisher remove { $number } ».
   *[other] L’appareil { $number } a recommencé ses envois { $n } fois en 24 heures. Une copie de ses données sert peut-être ailleurs. Demandez à qui l’utilise, ou enlevez-le : « ekin publisher remove { $number } ».
 }
