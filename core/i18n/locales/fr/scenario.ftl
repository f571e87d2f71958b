## Written stories: `scenario`

cli-scenario = Jouer une histoire écrite : des appareils, un réseau coupé, ce qui doit arriver
cli-scenario-file = L’histoire (TOML ; voyez docs/scenarios.md)
cli-scenario-seed = Un ordre tiré de cette graine, au lieu de celui qui est écrit
cli-scenario-seeds = Un ordre pour chaque graine, par exemple 0-199
scenario-seeds-how = Écrivez la première graine et la dernière, par exemple --seeds 0-199 : la première ne dépasse pas la dernière, et il y en a 100000 au plus.
cli-scenario-data = Garder les appareils et le serveur dans ce dossier vide
cli-scenario-check = Lire l’histoire sans la jouer
cli-value-range = DE-À

# $file (String) the file
# $line (String) the line
# $column (String) the column
# $problem (String) one of the texts below
story-misread = { $file }, ligne { $line }, colonne { $column } : { $problem }

# $size (String) a size
story-too-long = Une histoire a { $size } au plus. Faites-en deux.
story-no-text = Ce fichier n’est pas un texte en UTF-8. Enregistrez-le en UTF-8.
# $there (String) what stands there
story-no-toml = Ce n’est pas du TOML : « { $there } ». Vérifiez les guillemets, les crochets et les signes « = ».
# $given (String) what was written
# $known (String) what may be written
story-unknown-key = « { $given } » n’existe pas ici. Il y a : { $known }
# $key (String) what lacks
story-lacks = Il manque « { $key } ». Ajoutez-le.
# $key (String) the key
# $sort (String) one of the `story-sort-…` texts
story-sort = « { $key } » demande { $sort }.
story-sort-text = un texte entre guillemets
story-sort-flag = true ou false
story-sort-list = une liste : ["…", "…"]
story-sort-table = une table
story-sort-number = un nombre entier, ni négatif ni trop grand
story-sort-time = une durée : "+10m", "+2h" ou "+3d"
# $given (String) what was written
story-name = « { $given } » ne convient pas comme nom. Prenez de petites lettres sans accent, des chiffres et « _ », une lettre d’abord, 32 signes au plus.
# $name (String) what was written
story-twice = « { $name } » est là deux fois. Changez-en un.
# $given (String) what was written
# $known (String) the devices of the story
story-no-device = L’histoire n’a pas d’appareil « { $given } ». Elle a : { $known }
# $given (String) what was written
story-no-list = L’histoire n’a pas de liste « { $given } », ou pas autant de noms. Voyez [people].
# $given (String) what was written
# $known (String) what may be written
story-none-of = « { $given } » ne convient pas. Il y a : { $known }
# $known (String) what may be written
story-one-act = Écrivez ici une seule de ces choses : { $known }
# $given (String) a command
story-not-here = Une histoire ne joue pas la commande « { $given } ».
# $given (String) a command
# $instead (String) what to write
story-instead = Au lieu de la commande « { $given } », écrivez { $instead }
# $option (String) an option
story-given = L’histoire donne elle-même { $option }. Enlevez cette option.
# $who (String) a device
story-acts-after-loss = L’appareil « { $who } » est perdu avant cette étape. Mettez l’étape avant, ou sur un autre appareil.
# $given (String) what was written
story-path = « { $given } » ne mène nulle part. Écrivez par exemple claims[party=Etxe Alaia].id ou [0].space
# $name (String) a name with its dollar
story-not-kept = Rien n’est gardé sous le nom { $name } avant cette étape. Gardez-le avec keep, ou écrivez $$ pour un dollar.
# $what (String) a key
# $most (Number) how many
story-too-many = Il y a plus de { $most } « { $what } ». Faites-en deux histoires.

# $variable (String) a variable of the environment
story-no-relay = Le programme du serveur (ekin-sync-server) n’est pas à côté d’ekin. Installez-le, ou dites où il est avec { $variable }.
# $why (String) what the system says
story-stage = Le serveur de l’histoire n’a pas pu servir : { $why }

# $file (String) the file
# $line (String) the line
# $what (String) what differs
story-differs = { $file }, ligne { $line } : { $what }
# $differs (String) what differs
# $words (String) what was said
story-with-words = { $differs } Réponse : { $words }
# $code (String) a code
story-failed = L’appareil ne peut pas faire cela ({ $code }).
# $code (String) a code
story-did-not-fail = L’appareil a pu faire cela ; il devait refuser ({ $code }).
# $wanted (String) a code
# $code (String) a code
story-failed-otherwise = L’appareil devait refuser pour une autre raison : { $wanted }, et non { $code }.
# $path (String) a place in an answer
story-nothing-to-keep = La réponse n’a rien à garder à cet endroit : { $path }
# $words (String) words
story-wanted-words = Ces mots doivent être dits : « { $words } ».
# $words (String) words
story-unwanted-words = Ces mots ne doivent pas être dits : « { $words } ».
# $path (String) a place in an answer
# $wanted (String) one of the texts below
# $found (String) what is there
story-wanted-at = { $path } : attendu { $wanted }, trouvé { $found }.
story-is-nothing = rien
story-is-something = quelque chose
# $n (Number) how many
story-is-count = une liste de { $n }
# $who (String) a device
# $differs (String) what differs
story-on = { $who } : { $differs }
# $one (String) a device
# $said (String) what it said
# $other (String) another device
# $instead (String) what that one said
story-other-words = Les mots ne sont pas les mêmes. { $one } : « { $said } ». { $other } : « { $instead } ».
# $rounds (Number) how often
story-never-quiet = Les appareils ont encore du nouveau après { $rounds } échanges.
# $what (String) what differs
story-waits-for-ever = Plus rien n’arrive, et l’étape attend encore. { $what }
story-waits-for-a-name = Plus rien n’arrive, et l’étape attend un nom que personne ne garde.
# $folder (String) a folder
story-kept = Les appareils et le serveur sont gardés ici : { $folder }
# $file (String) the file
# $seed (String) a seed
story-replay = Pour rejouer cet ordre : ekin scenario { $file } --seed { $seed }
# $file (String) the file
# $n (Number) steps
story-reads-well = { $n ->
    [0] { $file } : rien ne s’y passe.
    [one] { $file } se lit bien : { $n } étape.
   *[other] { $file } se lit bien : { $n } étapes.
 }

# $who (String) who holds it
# $kind (String) one of the texts below
# $language (String) name of a language
story-device = { $who } : { $kind }, { $language }
story-phone = téléphone
story-tablet = tablette
story-computer = ordinateur
story-before = Avant
story-as-told = L’histoire
# $seed (String) a seed
story-as-drawn = L’histoire, dans l’ordre de la graine { $seed }
story-end = À la fin
# $who (String) who does it
# $what (String) what
story-does = { $who } : { $what }
# $who (String) who does it
# $what (String) what
# $n (Number) how often
story-does-each = { $who } : { $what }, { $n } fois
# $who (String) who holds it
story-sync = Échange avec le serveur : { $who }
# $who (String) who holds it
story-sync-broken = Échange avec le serveur, coupé au milieu : { $who }
# $one (String) who holds it
# $other (String) who holds it
story-meet = De téléphone à téléphone : { $one } et { $other }
# $who (String) who holds them
story-cut = Plus de réseau : { $who }
# $who (String) who holds them
story-mend = Le réseau revient : { $who }
story-together = Tout le monde a du réseau et échange avec le serveur.
# $time (String) a time
story-time-passes = Le temps passe : { $time }
# $who (String) who holds it
# $time (String) a time
story-clock-set = Quelqu’un change l’heure de cet appareil : { $who } ({ $time })
# $time (String) a time
story-forward = avance de { $time }
# $time (String) a time
story-back = retarde de { $time }
# $who (String) who holds it
story-lost = Appareil perdu : { $who }
# $who (String) who holds it
story-battery-empty = Batterie vide : { $who }
# $who (String) who holds it
story-battery-charged = Batterie chargée : { $who }
# $n (Number) lines
story-more = { $n ->
    [0] …
    [one] … et { $n } autre ligne
   *[other] … et { $n } autres lignes
 }
# $what (String) a question
# $n (Number) devices
story-same-words = { $n ->
    [0] { $what } : personne n’est là.
    [one] { $what } : { $n } appareil
   *[other] { $what } : les mêmes mots sur { $n } appareils
 }
# $what (String) a question
# $n (Number) devices
story-asked = { $n ->
    [0] { $what } : personne n’est là.
    [one] { $what } : { $n } appareil
   *[other] { $what } : { $n } appareils
 }
# $commands (Number) commands
# $exchanges (Number) exchanges with the relay
# $cuts (Number) networks that went
# $meetings (Number) meetings
# $time (String) how long it took
story-counts = commandes { $commands }, échanges { $exchanges }, coupures { $cuts }, rencontres { $meetings }, en { $time }
# $counts (String) the text above
story-passed = Tout s’est passé comme écrit : { $counts }.
# $seed (String) a seed
# $counts (String) the text above
story-seed-passed = Graine { $seed } : les mêmes mots partout ; { $counts }.
