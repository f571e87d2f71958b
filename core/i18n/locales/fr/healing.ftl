## What relays lose and get back, and backups that somebody keeps elsewhere

# $n (Number) changes and messages that the server lost and this device still has
healing-lost = { $n ->
    [0] Le serveur a retrouvé tout ce qu’il avait perdu.
    [one] Le serveur a perdu { $n } envoi. Cet appareil le garde et le lui rend au prochain envoi.
   *[other] Le serveur a perdu { $n } envois. Cet appareil les garde et les lui rend au prochain envoi.
 }

healing-full = Cet appareil n’a plus la place de garder tout ce que le serveur n’a pas encore sauvegardé. Demandez une sauvegarde à qui tient le serveur.

# $when (String) day and hour
copy-whole = Ce fichier est entier. Le serveur l’a écrit : { $when }.
copy-broken = Ce fichier n’est pas celui que le serveur a signé : il a changé, ou il en manque une partie. Prenez une autre copie.
copy-unknown = Cet appareil ne connaît pas le serveur qui a signé ce fichier. Il ne peut pas dire à qui il est.
copy-no-word = Il manque le fichier qui dit ce que contient cette sauvegarde. Il porte le même nom, avec « .backed » à la fin : copiez-le à côté.

# $name (String) name of the space
# $seq (String) place in the log
copy-space = { $name } : tout jusqu’à la place { $seq }
copy-agrees = C’est le journal que cet appareil connaît.
copy-differs = Ce n’est pas le journal que cet appareil connaît. Gardez les deux, et prévenez l’équipe.
copy-cannot-tell = Cet appareil ne peut pas comparer : cette sauvegarde est trop ancienne, ou plus récente que lui.

# $n (Number) entries that came after the backup
copy-behind = { $n ->
    [0] Rien n’est arrivé depuis.
    [one] { $n } envoi est arrivé depuis : il n’est pas dans cette sauvegarde.
   *[other] { $n } envois sont arrivés depuis : ils ne sont pas dans cette sauvegarde.
 }

# $n (Number) spaces
copy-others = { $n ->
    [0] Rien d’autre dans ce fichier.
    [one] { $n } autre espace, que cet appareil ne connaît pas
   *[other] { $n } autres espaces, que cet appareil ne connaît pas
 }

cli-verify-file = Vérifier une sauvegarde du serveur, gardée ailleurs
