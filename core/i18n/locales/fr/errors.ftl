## Store and files: each says what happened, that nothing is lost, and what to do

# $pid (String) number of the other process, in figures without grouping
# $command (String) what the other process was asked to do
error-already-open = Une autre commande écrit déjà ici : { $command } (processus { $pid }). Attendez sa fin, ou ajoutez --wait.

error-newer-schema = Ces données viennent d’une version plus récente. Rien n’a changé. Mettez Ekin à jour pour les ouvrir.

# $path (String) where the damaged file was put
error-corrupt-set-aside = Les données sont abîmées. Elles sont mises de côté, pas effacées : { $path }. Gardez ce fichier et prévenez l’équipe.

error-disk-full = Plus de place ici. Ce qui était enregistré est gardé. Libérez de la place, puis réessayez.

# $path (String) a folder
error-home-missing = Il n’y a pas d’appareil Ekin dans ce dossier : { $path }. Vérifiez --home, ou commencez par « ekin join LIEN ».

# $path (String) a file or folder
error-no-access = Ekin n’a pas le droit de lire ou d’écrire ici : { $path }. Donnez-lui ce droit, ou choisissez un autre dossier avec --home.

# $path (String) the key file
error-key-lost = La clé de cet appareil manque ou est abîmée : { $path }. Remettez le fichier d’une sauvegarde, ou rejoignez le territoire dans un dossier neuf.

# $path (String) a file
error-file-missing = Ce fichier n’existe pas : { $path }. Vérifiez son nom.

# $path (String) a file
# $max (String) greatest size
error-file-too-large = Ce fichier est trop grand : { $path }. La limite est de { $max }. Coupez-le en plusieurs.

# $path (String) a file
error-file-exists = Ce fichier existe déjà : { $path }. Choisissez un autre nom.

# $path (String) a file
# $line (String) line number
error-json = Ce fichier n’est pas du JSON : { $path }, ligne { $line }. Corrigez cette ligne, puis réessayez.

# $path (String) a file
error-format-unknown = Ekin ne reconnaît pas le format de ce fichier : { $path }. Dites-le avec --format, ou donnez une correspondance avec --map.

# $path (String) a mapping file
# $line (String) line number
error-map = Le fichier de correspondance a une faute : { $path }, ligne { $line }. Corrigez cette ligne, puis réessayez.

error-encoding = Ce texte n’est dans aucun codage connu. Enregistrez le fichier en UTF-8, puis réessayez.
error-interrupted = Arrêté à votre demande. Ce qui était fait est gardé. Relancez la commande pour continuer.

# $code (String) a code for support
error-internal = Ekin s’est arrêté sur un cas qu’il ne connaît pas ({ $code }). Rien n’est perdu. Envoyez le résultat de « ekin doctor » à l’équipe.

## Network and relay

error-no-network = Pas de réseau. Vous pouvez continuer : vos envois partiront avec le réseau.

# $url (String) address of the relay
error-relay-no-answer = Le serveur ne répond pas : { $url }. Rien n’est perdu. Réessayez plus tard.

# $url (String) address
error-relay-not-ekin = Cette adresse n’est pas celle d’un serveur Ekin : { $url }. Vérifiez-la.

# $url (String) address
error-relay-tls = La connexion à ce serveur n’est pas sûre : { $url }. Rien n’a été envoyé. Vérifiez l’adresse et l’heure de l’appareil, puis prévenez qui tient le serveur.

error-relay-newer = Le serveur parle une version plus récente. Mettez Ekin à jour.
error-relay-older = Le serveur est trop ancien pour cet Ekin. Demandez sa mise à jour. Rien n’est perdu.
error-relay-proof = La preuve du serveur est fausse. Ekin n’a rien gardé de sa réponse. Lancez « ekin verify --full », puis prévenez l’équipe.
error-relay-two-histories = Le serveur a montré deux histoires différentes. Ne lui faites plus confiance. Gardez ce dossier et prévenez l’équipe.
error-relay-key = Ce serveur n’a pas la clé du territoire. Rien n’a été envoyé. Demandez un nouveau lien à qui tient le territoire.
error-relay-full = Le serveur est plein. Vos envois restent sur cet appareil. Prévenez qui tient le serveur.
error-relay-gone = Le serveur n’a plus ce territoire. Ce que vous avez reste lisible ici. Demandez un nouveau lien.
error-relay-creation-code = Ce serveur demande un code pour créer un territoire. Il l’a affiché à son premier démarrage. Ajoutez --code.
error-clock = L’heure de cet appareil semble fausse. Réglez la date et l’heure.

## Links and territories

error-link-cut = Ce lien est coupé. Demandez qu’on vous le renvoie.
error-link-checksum = Une lettre de ce lien est fausse. Copiez-le de nouveau, en entier.
error-link-newer = Ce lien demande une version plus récente d’Ekin. Mettez l’application à jour.
error-link-not-ekin = Ce n’est pas un lien Ekin. Un lien Ekin commence par « ekin:… ». Demandez-le à qui tient le territoire.
error-link-device = Ce lien est celui d’un appareil. Pour l’ajouter : « ekin publisher add LIEN ». Pour entrer, demandez le lien du territoire.
error-link-territory = Ce lien est celui d’un territoire. Pour ajouter une personne, demandez le lien de son appareil : « ekin device ».
error-not-joined = Aucun territoire n’est ouvert ici. Commencez par « ekin join LIEN ».

# $territory (String) name of the territory
error-already-joined = Ce territoire est déjà ouvert ici : { $territory }. Il n’y a rien à faire.

# $names (String) names of the territories
error-several-territories = Plusieurs territoires sont ouverts ici : { $names }. Choisissez-en un avec --territory.

# $name (String) a name
error-territory-unknown = Aucun territoire de ce nom n’est ouvert ici : { $name }. Voyez la liste avec « ekin status ».

error-unsent = Des envois sont encore sur cet appareil. Lancez « ekin sync » avant de partir, ou ajoutez --force pour les abandonner.

## Listings and rights

# $id (String) what was given
error-not-found = Aucune annonce n’a cet identifiant : { $id }. Cherchez-la avec « ekin search ».

# $id (String) what was given
error-id-ambiguous = Plusieurs annonces commencent ainsi : { $id }. Donnez plus de lettres.
error-not-wanted = Cette personne ne veut pas y aller : il n’y a rien à accepter ni à refuser. Pour noter que l’équipe le sait : « ekin wish known ».

# $name (String) what they are called
# $people (String) the beginnings of their ids
error-several-people = Plusieurs personnes s’appellent « { $name } » : { $people }. À la place du nom, écrivez le début de l’identifiant.


# $id (String) what was given
error-id-form = Ce n’est pas un identifiant : { $id }. Il a 32 signes, chiffres et lettres de a à f.

# $id (String) id of the listing
error-withdrawn = Cette annonce est retirée : { $id }. Pour la remettre, publiez-la de nouveau avec --revive.

error-nothing-to-undo = Il n’y a rien à défaire sur cet appareil.
error-undo-superseded = Quelqu’un a modifié cette annonce depuis. Rien n’est défait. Regardez-la avec « ekin show », puis modifiez-la.
error-newer-listing = Cette annonce vient d’une version plus récente. Vous pouvez la lire. Mettez Ekin à jour pour la modifier.
error-may-not-publish = Cet appareil ne peut pas écrire ici. Pour un territoire, envoyez son lien (« ekin device ») à qui le tient. Pour un espace privé, demandez une invitation à une personne responsable.
error-may-not-edit = Cet appareil n’a pas ce droit ici. Pour l’annonce d’une autre organisation, demandez-lui de la modifier, ou demandez à la modération. Dans un espace privé, demandez à une personne responsable.
error-owner-only = Il faut être responsable ici pour faire cela. Demandez-le à une personne responsable.
error-last-owner = Il faut d’abord une autre personne responsable. Ajoutez-la, puis recommencez.

# $name (String) what was given
error-publisher-unknown = Aucun appareil ne répond à ce nom : { $name }. Voyez la liste avec « ekin member list », ou « ekin publisher list » pour un territoire.

error-publisher-twice = Cet appareil peut déjà publier ici. Il n’y a rien à faire.

# $n (Number) fields
error-fields = { $n ->
    [0] Aucun champ à corriger
    [one] { $n } champ ne va pas. Rien n’est enregistré. Corrigez-le, puis recommencez.
   *[other] { $n } champs ne vont pas. Rien n’est enregistré. Corrigez-les, puis recommencez.
 }


# $url (String) what was given
error-relay-address = Ce n’est pas l’adresse d’un serveur : { $url }. Elle commence par https://.


# $max (Number) most bytes
error-territory-name = Le nom manque ou est trop long. La limite est de { $max } signes.

error-older-schema = Ces données viennent d’une version plus ancienne. Lancez une fois « ekin sync » : Ekin les met à jour.

# $path (String) a file
error-foreign-file = Ce fichier est celui d’un autre programme : { $path }. Ekin n’y touche pas. Choisissez un autre dossier avec --home.

error-corrupt = Les données de cet appareil sont abîmées. Lancez « ekin sync » : Ekin les met de côté, sans les effacer, et reprend.

# $path (String) a file
error-needs-mapping = Ekin ne sait pas quelle colonne est quel champ : { $path }. Donnez une correspondance avec --map.


# $column (String) a column
# $to (String) the field it names
error-map-target = Le fichier de correspondance a une faute : la colonne { $column } va au champ { $to }, qui n’existe pas.


# $column (String) a column
error-map-undecided = Le fichier de correspondance a une faute : la colonne { $column } a besoin de « to » ou de « ignore », l’un des deux.


# $path (String) a file
error-map-no-title = Aucune colonne ne donne le titre : { $path }. Dites laquelle avec « to ».

error-relay-form = La réponse du serveur n’a pas la forme attendue. Ekin n’en a rien gardé. Vérifiez l’adresse, puis mettez Ekin et le serveur à jour.
error-cursor = Cette suite de page n’existe pas. Copiez celle que la page d’avant a donnée après --after.

# $path (String) a file
error-disk-full-at = Plus de place pour écrire ce fichier : { $path }. Libérez de la place, puis réessayez.
# $path (String) a file
error-no-listing-in-file = Ce fichier ne contient aucune annonce : { $path }. Vérifiez que c’est le bon.

undo-too-large = La dernière commande a changé trop d’annonces pour être défaite ici. Corrigez la source, puis importez de nouveau.
error-refused-unsaved = Des annonces ou documents refusés ne sont plus que sur cet appareil. Copiez-les avec « ekin export --refused » ou « ekin doc refused », ou ajoutez --force pour les abandonner.
