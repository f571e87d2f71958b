## `ekin-sync-server --help`: for the operator

relay-about = Serveur d’Ekin : il garde, ordonne et transmet ; il ne lit pas ce qui est privé
relay-serve = Démarrer le serveur
relay-listen = Adresse et port à écouter
relay-admin-listen = Adresse et port de l’état et des mesures
relay-data = Dossier des données et de la clé
relay-config = Fichier de configuration, en TOML
relay-tls-certificate = Certificat TLS, relu quand il change
relay-tls-key = Clé du certificat TLS
relay-public-url = Adresse publique, pour les liens
relay-open-creation = Laisser créer un territoire sans code
relay-quota = Place au plus pour un territoire
relay-backup = Écrire une sauvegarde et la vérifier
relay-backup-to = Fichier de la sauvegarde
relay-with-key = Mettre aussi la clé du serveur dans la sauvegarde
relay-restore = Reprendre une sauvegarde ; chaque appareil renvoie ensuite ce qui manque
relay-check = Vérifier les données et la chaîne du journal
relay-heal = Montrer où en est la reprise après une sauvegarde
relay-heal-finish = Terminer la reprise maintenant
relay-space = Gérer les territoires de ce serveur
relay-space-list = Montrer les territoires, leur taille et leur place
relay-space-quota = Changer la place d’un territoire
relay-space-freeze = Ne plus rien accepter pour un territoire, qui reste lisible
relay-space-thaw = Accepter de nouveau
relay-space-delete = Effacer un territoire pour toujours

# $id (String) id of the space
relay-space-delete-confirm = Pour effacer ce territoire pour toujours, relancez avec --yes : { $id }

# $path (String) the data folder
relay-started-data = Données : { $path }

# $path (String) the key file
relay-started-key = Clé du serveur : { $path }. Copiez-la en lieu sûr : elle n’est pas dans les sauvegardes.

# $code (String) the creation code
relay-started-code = Code pour créer un territoire : { $code }

# $path (String) the backup
relay-backup-done = Sauvegarde écrite et vérifiée : { $path }

relay-check-fine = Les données sont en bon état et le journal se suit.

# $space (String) id of the space
# $seq (String) place in the log
relay-check-broken = Le journal se coupe dans le territoire { $space }, à la place { $seq }. Arrêtez le serveur et reprenez la dernière sauvegarde.

relay-already-running = Un serveur utilise déjà ce dossier. Arrêtez-le d’abord.

# $address (String) address and port
relay-port-taken = Cette adresse est déjà prise : { $address }. Choisissez-en une autre avec --listen.

relay-stopping = Le serveur termine ce qui est en cours, puis s’arrête.
