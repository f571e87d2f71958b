## Links: what they lead to, before anybody follows them

link-web = Ce code ouvre un site. Ekin ne l’ouvre pas. Demandez le lien ou le code d’Ekin.
link-elsewhere = Ce lien ne mène ni à un territoire, ni à une maison. Demandez le lien du territoire, ou l’invitation de la maison.

# $name (String) what people call the territory
link-territory = Ce lien ouvre les annonces de ce territoire : { $name }.

# $name (String) what people call the territory
link-territory-here = Ce territoire est déjà ici : { $name }. Il n’y a rien à faire.

# $name (String) the territory of the link
# $here (String) the territories of this device
link-territory-beside = Ce lien vient d’un autre territoire : { $name }. Vous gardez aussi : { $here }. L’ajouter ?

# $role (String) one of the `role-…` texts
link-role = Votre rôle : { $role }

# $when (String) a day and an hour
link-until = L’invitation sert jusqu’à : { $when }

# $when (String) a day and an hour
link-over = Invitation finie : { $when }. Demandez-en une autre.

# $names (String) private spaces
link-sheet = L’équipe a ajouté cet appareil face à face. Il va demander : { $names }

link-seen = L’équipe verra que cet appareil est entré. Il lira ce qui est partagé avec ce rôle.

# $name (String) a territory or a house
link-follow = Rejoindre { $name }

# $link (String) the link of the territory of a listing
listing-told-link = Dans Ekin : { $link }
