## Private spaces: `space`, `member`, `doc`

cli-space = Les espaces privés : maison, équipe, sortie
cli-space-create = Créer un espace privé, même sans réseau
cli-space-sort = Sorte d’espace
cli-space-name = Nom que les personnes lui donnent
cli-space-relay = Adresse du serveur
cli-space-code = Code de création donné par qui tient le serveur
cli-space-list = Les espaces privés de cet appareil
cli-space-link = Faire une invitation, à montrer de la main à la main
cli-space-role = Rôle de la personne invitée
cli-space-days = Jours pendant lesquels l’invitation est valable
cli-space-uses = Nombre d’appareils qui peuvent la suivre
cli-space-until = Dernier jour de cette personne dans l’espace
cli-space-qr = Dessiner le code à scanner dans le terminal
cli-space-picture = Enregistrer le code à scanner dans un fichier PNG ou SVG
cli-space-join = Suivre une invitation
cli-space-leave = Quitter un espace : tout ce qu’il contient part de cet appareil
cli-space-force = Quitter même si des changements ne sont pas envoyés
cli-space-which = Espace, quand plusieurs sont ouverts ici
cli-member = Qui fait partie d’un espace
cli-member-list = Les appareils de l’espace et les changements en attente
cli-member-add = Ajouter un appareil scanné en face à face
cli-member-approve = Accepter un appareil qui attend
cli-member-role = Donner un autre rôle à un appareil
cli-member-remove = Retirer un appareil : l’espace change de clé
cli-member-number = Numéro de l’appareil, dans « ekin member list »
cli-member-name = Nommer un appareil, ou sans nom, reprendre son nom
cli-member-called = Nom, par exemple « Téléphone d’Ane »
cli-doc = Les documents que plusieurs personnes modifient
cli-doc-new = Créer un document
cli-doc-kind = Sorte de document
cli-doc-field = Champ et sa valeur : title=Musée, tags+=calme
cli-doc-list = Les documents d’un espace, les plus récents d’abord
cli-doc-show = Afficher un document
cli-doc-edit = Modifier des champs d’un document
cli-doc-history = Qui a changé quoi, du plus ancien au plus récent
cli-doc-undo = Revenir sur le dernier changement fait ici
cli-doc-undo-id = Revenir sur le dernier changement fait ici, s’il est dans ce document
cli-doc-id = Début de l’identifiant du document

# $name (String) name of the space
# $sort (String) one of the `document-space-…` texts
space-created = Espace créé : { $name } ({ $sort })

space-not-yet = Personne ne peut encore entrer : lancez « ekin sync » avec du réseau.

# $link (String) an invitation
space-link = Invitation, à donner de la main à la main : { $link }

space-link-secret = Elle ouvre l’espace : ne l’envoyez pas par un message que d’autres peuvent lire. Lancez « ekin sync » pour qu’elle soit valable.

# $path (String) a file
space-picture = Code à scanner enregistré : { $path }

# $name (String) name of the space
space-joining = Demande prête pour : { $name }. Lancez « ekin sync » avec du réseau.

# $name (String) name of the space
space-left = Espace quitté : { $name }. Tout ce qu’il contenait est effacé de cet appareil.

# $n (Number) devices
space-members = { $n ->
    [0] Aucun appareil
    [one] { $n } appareil
   *[other] { $n } appareils
 }

# $n (Number) envelopes that cannot be opened
space-sealed = { $n ->
    [0] Tout ce qui est arrivé est ouvert
    [one] { $n } envoi attend sa clé
   *[other] { $n } envois attendent leur clé
 }

space-waiting = Pas encore entré : lancez « ekin sync ».
space-locked = Fermé ici, trop longtemps sans réseau. Vos envois sont gardés.
space-pending = Demande reçue par le serveur. Une personne responsable doit l’accepter.

# $why (String) one of the refusal texts
space-refused = Invitation refusée : { $why }
space-invitation-dead = Le serveur ne connaît pas encore cette invitation, ou elle a déjà servi, ou la date est passée. Si elle est neuve, la personne qui l’a faite lance « ekin sync », puis vous. Sinon, demandez-en une autre.

space-none = Aucun espace privé ici. Créez-en un avec « ekin space create », ou suivez une invitation avec « ekin space join ».

# $role (String) one of the `role-…` texts
member-wants = demande : { $role }

member-paper = code de récupération sur papier
member-no-key = clé pas encore remise

# $role (String) one of the `role-…` texts
member-added = Appareil ajouté ({ $role }). En vigueur quand le serveur l’aura reçu.

# $n (String) number of the device
# $role (String) one of the `role-…` texts
member-approved = Appareil { $n } accepté : { $role }. En vigueur quand le serveur l’aura reçu.

# $n (String) number of the device
# $role (String) one of the `role-…` texts
member-changed = Nouveau rôle de l’appareil { $n } : { $role }. En vigueur quand le serveur l’aura reçu.

# $n (String) number of the device
member-removed = Appareil { $n } retiré. En vigueur quand le serveur l’aura reçu. Ce qu’il a déjà lu reste chez lui.

# $n (String) number of the device
# $name (String) what it is called
member-named = Appareil { $n } : { $name }.

# $n (String) number of the device
member-unnamed = L’appareil { $n } n’a plus de nom.

change-key = Remise de la clé à qui ne l’a pas encore.
change-invite = Invitation à annoncer au serveur.

# $kind (String) sort of document
# $id (String) beginning of its id
doc-created = Document créé : { $kind } { $id }

# $n (Number) fields
doc-edited = { $n ->
    [0] Rien n’a changé
    [one] { $n } champ modifié
   *[other] { $n } champs modifiés
 }

doc-undone = Le dernier changement est repris.
doc-none = Aucun document ici. Créez-en un avec « ekin doc new ».
doc-pending = sur cet appareil
# $mine (String) place and value
doc-kept = Écrit ici, mais une autre personne a écrit entre-temps, et son texte est affiché : { $mine }. Pour garder le vôtre, écrivez-le de nouveau.

doc-two-values = Deux personnes ont modifié ce champ.
doc-newer = Ce document a été fait par un Ekin plus récent : mettez Ekin à jour pour le modifier.

# $name (String) what was asked for
error-unknown-space = Aucun espace privé ne s’appelle « { $name } ». Voyez « ekin space list ».

error-no-space = Aucun espace privé ici. Créez-en un avec « ekin space create », ou suivez une invitation.

# $names (String) names
error-several-spaces = Plusieurs espaces privés sont ouverts ici. Dites lequel avec --space : { $names }

error-not-an-invitation = Ce lien n’est pas une invitation à un espace privé. Demandez-en une à la personne responsable.
error-last-owner-leaves = Vous êtes la seule personne responsable de cet espace. Sans vous, plus personne ne peut y faire entrer quelqu’un, ni retirer un appareil perdu. Ajoutez d’abord une autre personne responsable, ou ajoutez --force pour partir quand même.

# $number (String) number of the device
error-not-waiting = L’appareil { $number } n’attend pas d’être accepté. Il l’est déjà, ou il a été retiré. Voyez « ekin member list ».
error-no-key-yet = La clé de cet espace n’est pas encore arrivée. Lancez « ekin sync » avec du réseau.

# $id (String) what was asked for
error-no-document = Aucun document ne commence par « { $id } ». Voyez « ekin doc list ».

error-document-unreadable = Ce document est abîmé sur cet appareil. Rien n’a changé. Lancez « ekin doctor » et parlez-en à la personne responsable.
error-document-full = Ce document a atteint sa limite. Créez-en un nouveau pour la suite.
