## Not yet re-read by a speaker

cli-scenario = Jokatu idatzitako istorio bat: gailuak, sare moztua, gertatu behar dena
cli-scenario-file = Istorioa (TOML; ikusi docs/scenarios.md)
cli-scenario-seed = Hazi honetatik ateratako ordena bat, idatzita dagoenaren ordez
cli-scenario-seeds = Hazi bakoitzeko ordena bat, adibidez 0-199
scenario-seeds-how = Idatzi lehen hazia eta azkena, adibidez --seeds 0-199: lehena ez da azkena baino handiagoa, eta gehienez 100000 dira.
cli-scenario-data = Gorde gailuak eta zerbitzaria karpeta huts honetan
cli-scenario-check = Irakurri istorioa, jokatu gabe
cli-value-range = HASIERA-AMAIERA

# $file (String) the file
# $line (String) the line
# $column (String) the column
# $problem (String) one of the texts below
story-misread = { $file }. Lerroa: { $line }. Zutabea: { $column }. { $problem }

# $size (String) a size
story-too-long = Istorio baten gehienezko tamaina: { $size }. Egin bi.
story-no-text = Fitxategi hau ez da UTF-8 testu bat. Gorde UTF-8 moduan.
# $there (String) what stands there
story-no-toml = Hau ez da TOML: « { $there } ». Egiaztatu komatxoak, kortxeteak eta « = » zeinuak.
# $given (String) what was written
# $known (String) what may be written
story-unknown-key = Hemen ez dago horrelakorik: « { $given } ». Hauek daude: { $known }
# $key (String) what lacks
story-lacks = Hau falta da: « { $key } ». Gehitu.
# $key (String) the key
# $sort (String) one of the `story-sort-…` texts
story-sort = « { $key } ». Behar dena: { $sort }.
story-sort-text = testu bat, komatxo artean
story-sort-flag = true edo false
story-sort-list = zerrenda bat: ["…", "…"]
story-sort-table = taula bat
story-sort-number = zenbaki oso bat, ez negatiboa eta ez handiegia
story-sort-time = iraupen bat: "+10m", "+2h" edo "+3d"
# $given (String) what was written
story-name = Izen honek ez du balio: « { $given } ». Erabili letra xehe azentugabeak, zifrak eta « _ », lehenik letra bat, gehienez 32 zeinu.
# $name (String) what was written
story-twice = Bi aldiz dago: « { $name } ». Aldatu bat.
# $given (String) what was written
# $known (String) the devices of the story
story-no-device = Istorioak ez du gailu hau: « { $given } ». Hauek ditu: { $known }
# $given (String) what was written
story-no-list = Istorioak ez du zerrenda hau, edo ez hainbeste izen: « { $given } ». Ikusi [people].
# $given (String) what was written
# $known (String) what may be written
story-none-of = Honek ez du balio: « { $given } ». Hauek daude: { $known }
# $known (String) what may be written
story-one-act = Idatzi hemen hauetako bat bakarrik: { $known }
# $given (String) a command
story-not-here = Istorio batek ez du komando hau jokatzen: « { $given } ».
# $given (String) a command
# $instead (String) what to write
story-instead = « { $given } » komandoaren ordez, idatzi { $instead }
# $option (String) an option
story-given = Istorioak berak ematen du { $option }. Kendu aukera hori.
# $who (String) a device
story-acts-after-loss = Gailua urrats hau baino lehen galdu da: « { $who } ». Jarri urratsa lehenago, edo beste gailu batean.
# $given (String) what was written
story-path = Honek ez darama inora: « { $given } ». Idatzi adibidez claims[party=Etxe Alaia].id edo [0].space
# $name (String) a name with its dollar
story-not-kept = Urrats honen aurretik ez da ezer gorde izen honekin: { $name }. Gorde keep erabiliz, edo idatzi $$ dolar baterako.
# $what (String) a key
# $most (Number) how many
story-too-many = Gehiegi daude: « { $what } ». Gehienez: { $most }. Egin bi istorio.

# $variable (String) a variable of the environment
story-no-relay = Zerbitzariaren programa (ekin-sync-server) ez dago ekin programaren ondoan. Instalatu, edo esan non dagoen aldagai honekin: { $variable }.
# $why (String) what the system says
story-stage = Istorioaren zerbitzaria ezin izan da erabili: { $why }

# $file (String) the file
# $line (String) the line
# $what (String) what differs
story-differs = { $file }. Lerroa: { $line }. { $what }
# $differs (String) what differs
# $words (String) what was said
story-with-words = { $differs } Erantzuna: { $words }
# $code (String) a code
story-failed = Gailuak ezin du hori egin: { $code }.
# $code (String) a code
story-did-not-fail = Gailuak hori egin ahal izan du; ukatu behar zuen: { $code }.
# $wanted (String) a code
# $code (String) a code
story-failed-otherwise = Gailuak beste arrazoi bategatik ukatu behar zuen. Behar zena: { $wanted }. Izan dena: { $code }.
# $path (String) a place in an answer
story-nothing-to-keep = Erantzunak ez du ezer gordetzekorik leku honetan: { $path }
# $words (String) words
story-wanted-words = Hitz hauek esan behar dira: « { $words } ».
# $words (String) words
story-unwanted-words = Hitz hauek ez dira esan behar: « { $words } ».
# $path (String) a place in an answer
# $wanted (String) one of the texts below
# $found (String) what is there
story-wanted-at = { $path }. Behar dena: { $wanted }. Dagoena: { $found }.
story-is-nothing = ezer ez
story-is-something = zerbait
# $n (Number) how many
story-is-count = zerrenda bat, luzera: { $n }
# $who (String) a device
# $differs (String) what differs
story-on = { $who }: { $differs }
# $one (String) a device
# $said (String) what it said
# $other (String) another device
# $instead (String) what that one said
story-other-words = Hitzak ez dira berdinak. { $one }: « { $said } ». { $other }: « { $instead } ».
# $rounds (Number) how often
story-never-quiet = Gailuek oraindik badute zerbait berria, { $rounds } trukeren ondoren.
# $what (String) what differs
story-waits-for-ever = Ez da ezer gehiago iristen, eta urratsa zain dago oraindik. { $what }
story-waits-for-a-name = Ez da ezer gehiago iristen, eta urratsa inork gordetzen ez duen izen baten zain dago.
# $folder (String) a folder
story-kept = Gailuak eta zerbitzaria hemen gordeta daude: { $folder }
# $file (String) the file
# $seed (String) a seed
story-replay = Ordena hau berriro jokatzeko: ekin scenario { $file } --seed { $seed }
# $file (String) the file
# $n (Number) steps
story-reads-well = { $n ->
    [0] { $file }: ez da ezer gertatzen.
    [one] { $file } ondo irakurri da: urrats bat.
   *[other] { $file } ondo irakurri da: { $n } urrats.
 }

# $who (String) who holds it
# $kind (String) one of the texts below
# $language (String) name of a language
story-device = { $who }: { $kind }, { $language }
story-phone = telefonoa
story-tablet = tableta
story-computer = ordenagailua
story-before = Aurretik
story-as-told = Istorioa
# $seed (String) a seed
story-as-drawn = Istorioa, hazi honen ordenan: { $seed }
story-end = Amaieran
# $who (String) who does it
# $what (String) what
story-does = { $who }: { $what }
# $who (String) who does it
# $what (String) what
# $n (Number) how often
story-does-each = { $who }: { $what }, { $n } aldiz
# $who (String) who holds it
story-sync = Trukea zerbitzariarekin: { $who }
# $who (String) who holds it
story-sync-broken = Trukea zerbitzariarekin, erdian moztuta: { $who }
# $one (String) who holds it
# $other (String) who holds it
story-meet = Telefonotik telefonora: { $one } eta { $other }
# $who (String) who holds them
story-cut = Sarerik gabe: { $who }
# $who (String) who holds them
story-mend = Sarea itzuli da: { $who }
story-together = Denek dute sarea, eta zerbitzariarekin trukatzen dute.
# $time (String) a time
story-time-passes = Denbora aurrera doa: { $time }
# $who (String) who holds it
# $time (String) a time
story-clock-set = Norbaitek gailu honen ordua aldatu du: { $who }. { $time }
# $time (String) a time
story-forward = aurreratuta: { $time }
# $time (String) a time
story-back = atzeratuta: { $time }
# $who (String) who holds it
story-lost = Galdutako gailua: { $who }
# $who (String) who holds it
story-battery-empty = Bateria hutsik: { $who }
# $who (String) who holds it
story-battery-charged = Bateria kargatuta: { $who }
# $n (Number) lines
story-more = { $n ->
    [0] …
    [one] … eta beste lerro bat
   *[other] … eta beste { $n } lerro
 }
# $what (String) a question
# $n (Number) devices
story-same-words = { $n ->
    [0] { $what }: ez dago inor.
    [one] { $what }: gailu bat
   *[other] { $what }: hitz berdinak { $n } gailutan
 }
# $what (String) a question
# $n (Number) devices
story-asked = { $n ->
    [0] { $what }: ez dago inor.
    [one] { $what }: gailu bat
   *[other] { $what }: { $n } gailu
 }
# $commands (Number) commands
# $exchanges (Number) exchanges with the relay
# $cuts (Number) networks that went
# $meetings (Number) meetings
# $time (String) how long it took
story-counts = komandoak: { $commands }, trukeak: { $exchanges }, mozketak: { $cuts }, topaketak: { $meetings }, denbora: { $time }
# $counts (String) the text above
story-passed = Dena idatzita dagoen bezala gertatu da. { $counts }
# $seed (String) a seed
# $counts (String) the text above
story-seed-passed = Hazia: { $seed }. Hitz berdinak leku guztietan. { $counts }
