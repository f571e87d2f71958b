## `ekin --help`: headings and what clap says

cli-about = Les annonces d’un territoire, même sans réseau
cli-not-reviewed = Textes pas encore relus par une personne qui parle cette langue.
cli-usage = Utilisation :
cli-commands = Commandes
cli-arguments = Arguments
cli-options = Options
cli-option-help = Afficher cette aide
cli-option-version = Afficher la version
cli-command-help = Afficher l’aide d’une commande

# $value (String) the value
cli-default = par défaut : { $value }

# $values (String) the values
cli-values = au choix : { $values }

# $name (String) the environment variable
cli-environment = variable d’environnement : { $name }

# $given (String) what was written
cli-unknown-command = Cette commande n’existe pas : { $given }

# $given (String) what was written
cli-unknown-option = Cette option n’existe pas ici : { $given }

# $near (String) a like word
cli-did-you-mean = Vouliez-vous écrire : { $near } ?

# $name (String) what lacks
cli-missing = Il manque : { $name }

cli-missing-command = Dites ce qu’il faut faire : une commande manque.

# $option (String) the option
# $value (String) what was written
cli-invalid-value = La valeur « { $value } » ne convient pas pour { $option }

# $option (String) the option
cli-needs-value = Il manque une valeur après { $option }

# $one (String) an option
# $other (String) another option
cli-not-together = Ces options ne vont pas ensemble : { $one }, { $other }

# $option (String) the option
cli-given-twice = Cette option est donnée deux fois : { $option }

# $command (String) the command to type
cli-see-help = Pour l’aide : { $command }

# $problem (String) what is wrong
cli-failed = Ce n’est pas fait. { $problem }

## Words that stand for a value in the help

cli-value-file = FICHIER
cli-value-folder = DOSSIER
cli-value-link = LIEN
cli-value-name = NOM
cli-value-address = ADRESSE
cli-value-date = JOUR
cli-value-number = NOMBRE
cli-value-words = MOTS
cli-value-field = CHAMP=VALEUR
cli-value-place = LAT,LON ou COMMUNE

## Options of every command

cli-home = Dossier des données de cet appareil
cli-language = Langue des textes : fr, eu ou es
cli-json = Répondre en JSON, pour un programme
cli-wait = Secondes à attendre si une autre commande écrit
cli-territory-option = Territoire, quand plusieurs sont ouverts ici

## Commands

cli-territory = Créer un territoire et le décrire
cli-territory-create = Créer un territoire dont cet appareil est responsable
cli-territory-name = Nom du territoire, comme les gens le disent
cli-territory-relay = Adresse du serveur
cli-territory-code = Code de création, affiché par le serveur à son premier démarrage
cli-territory-zone = Fuseau horaire du territoire
cli-join = Entrer dans un territoire par son lien
cli-join-link = Lien du territoire, « ekin:… » ou « https:… »
cli-leave = Quitter un territoire et effacer ses annonces d’ici
cli-force = Abandonner ce qui n’est pas envoyé, ou qui a été refusé
cli-device = Montrer le lien de cet appareil
cli-publisher = Choisir qui peut publier
cli-publisher-add = Laisser un appareil publier pour une organisation
cli-publisher-org = Organisation de cet appareil
cli-publisher-role = Rôle de cet appareil
cli-publisher-remove = Ne plus laisser un appareil publier
cli-publisher-withdraw = Retirer aussi toutes ses annonces
cli-publisher-list = Montrer qui peut publier, et son dernier envoi
cli-import = Prendre les annonces de fichiers
cli-import-files = Fichiers à lire, ou - pour l’entrée standard
cli-import-format = Format du fichier, s’il n’est pas reconnu
cli-import-map = Correspondance entre les colonnes et les champs
cli-import-dry-run = Dire ce qui changerait, sans rien enregistrer
cli-import-complete = Retirer ce qui n’est plus dans le fichier
cli-import-revive = Remettre les annonces retirées ici
cli-publish = Publier une annonce écrite en JSON
cli-publish-file = Fichier de l’annonce, comme « ekin show --json » l’écrit
cli-edit = Modifier des champs d’une annonce
cli-edit-fields = Champs et nouvelles valeurs ; une valeur vide enlève le champ
cli-id = Identifiant de l’annonce, ou son début
cli-withdraw = Retirer une annonce
cli-undo = Défaire la dernière commande de cet appareil
cli-sync = Envoyer et recevoir
cli-sync-watch = Continuer à envoyer et recevoir
cli-search = Chercher des annonces, avec ou sans réseau
cli-search-words = Mots à chercher, sans souci des accents
cli-search-on = Ce jour-là
cli-search-from = À partir de ce jour
cli-search-to = Jusqu’à ce jour
cli-search-near = Près d’une position ou d’une commune
cli-search-within = Distance, en kilomètres
cli-search-type = Sorte d’annonce
cli-search-lang = Annonces écrites dans cette langue
cli-search-wheelchair = Annonces qui disent oui au fauteuil roulant
cli-search-free = Annonces gratuites
cli-search-saved = Annonces gardées sur cet appareil
cli-limit = Nombre d’annonces par page
cli-after = Suite d’une page déjà montrée
cli-agenda = Montrer ce qui se passe, jour par jour
cli-show = Montrer une annonce entière
cli-save = Garder une annonce pour la retrouver
cli-save-remove = Ne plus la garder
cli-news = Montrer ce qui est nouveau, changé ou annulé
cli-news-keep = Montrer sans noter que c’est vu
cli-export = Écrire les annonces dans un fichier
cli-export-output = Fichier à écrire ; sans lui, la sortie standard
cli-status = Dire ce qui est envoyé, reçu ou refusé
cli-verify = Vérifier que tout ce qui est affiché est signé
cli-verify-full = Relire tout le journal du serveur
cli-doctor = Décrire l’état de l’appareil pour l’assistance, sans contenu
cli-generate = Inventer des annonces pour des essais
cli-generate-count = Combien d’annonces
cli-generate-seed = Graine : le même nombre donne les mêmes annonces
cli-completions = Écrire les complétions pour un interpréteur de commandes
cli-territory-list = Montrer les territoires ouverts ici, et leurs liens
cli-device-name = Nom de cet appareil, écrit dans son lien
cli-publisher-link = Lien de l’appareil, donné par « ekin device »
cli-publisher-number = Numéro de l’appareil dans « ekin publisher list »
cli-value-id = IDENTIFIANT
cli-value-version = VERSION
cli-edit-keep = Garder cette version, quand il y en a plusieurs
cli-search-quiet = Annonces qui disent oui au lieu calme
cli-search-online = Annonces que l’on peut suivre en ligne
cli-import-sample = Prendre le territoire d’exemple, inventé pour essayer
cli-export-format = Format du fichier
cli-generate-today = Jour à partir duquel les dates sont inventées
cli-schema = Écrire le schéma JSON d’une annonce
cli-completions-shell = Interpréteur : bash, elvish, fish, powershell ou zsh
cli-days-order = Le jour de --from vient après celui de --to. Échangez-les.

# $least (String) least number
# $most (String) greatest number
cli-range = Il faut un nombre de { $least } à { $most }.

cli-org-form = Une organisation s’écrit en 32 chiffres ou lettres de a à f : « ekin publisher list » les montre.
cli-export-refused = Seulement les annonces de cet appareil qui ont été refusées
