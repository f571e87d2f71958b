## Photos, sounds and papers of private spaces: `blob`

cli-blob = Photos, sons et documents d’un espace privé
cli-blob-add = Ajouter une photo, un son ou un PDF, sans ce qu’il dit du lieu et de l’appareil
cli-blob-file = Fichier à ajouter
cli-blob-title = Ce qu’on y voit ou entend
cli-blob-pin-option = Le garder toujours sur cet appareil
cli-blob-list = Montrer ce que garde l’espace
cli-blob-get = Ouvrir, ou aller chercher au serveur
cli-blob-to = Fichier où l’écrire
cli-blob-preview = La petite image seulement
cli-blob-pin = Garder toujours sur cet appareil
cli-blob-unpin = Ne plus garder toujours sur cet appareil
cli-blob-remove = Supprimer partout, avec sa clé
cli-blob-settings = Montrer ou changer : en Wi-Fi seulement, espace sur cet appareil
cli-blob-wifi-only = Attendre le Wi-Fi (yes ou no)
cli-blob-budget = Espace sur cet appareil, en Mo
cli-blob-id = Début de son identifiant
cli-sync-metered = Dire que ce réseau est payant : photos et sons attendent le Wi-Fi

# $id (String) its id
blob-added = Ajouté : { $id }

# $id (String) its id
blob-known = L’espace l’a déjà : { $id }

blob-none = Pas encore de photo, de son ni de document ici.

# $path (String) where
blob-written = Écrit ici : { $path }

blob-here = Sur cet appareil. Ajoutez --to FICHIER pour l’écrire.
blob-pinned = Gardé sur cet appareil.
blob-unpinned = N’est plus gardé toujours sur cet appareil.
blob-removed = Supprimé de cet appareil. Lancez « ekin sync » pour le supprimer ailleurs.
blob-held-no = pas sur cet appareil
blob-held-preview = petite image

# $size (String) bytes that came
blob-held-part = en partie : { $size }

blob-held-whole = ici
blob-state-device = sur cet appareil
blob-state-sent = envoyé
blob-state-received = reçu par le serveur
blob-state-announced = annoncé
blob-is-pinned = gardé
blob-untitled = sans titre

# $used (String) bytes in use
# $budget (String) bytes allowed
blob-settings = Place occupée : { $used } sur { $budget }

blob-wifi-only-yes = En Wi-Fi seulement : oui
blob-wifi-only-no = En Wi-Fi seulement : non

# $id (String) what was asked for
blob-missing = Aucune photo, aucun son ni document de ce nom ici : { $id }. Regardez « ekin blob list ».

blob-not-here = Pas encore sur cet appareil. Lancez « ekin sync » avec du réseau, puis réessayez.
blob-damaged = Le fichier gardé sur cet appareil est abîmé. Supprimez-le et ajoutez-le de nouveau.
blob-cannot-write = Impossible d’écrire ce fichier. Choisissez un autre dossier.
blob-lied = Le serveur a donné autre chose que la photo ou le son demandé. Rien n’en est gardé. Ekin redemandera.

# $sent (Number) how many went
# $fetched (Number) how many came
blob-carried = Photos et sons : { $sent } reçus par le serveur, { $fetched } arrivés ici

blob-waits-for-wifi = Des photos ou des sons attendent le Wi-Fi.
