## Not yet re-read by a speaker

cli-scenario = Representar una historia escrita: dispositivos, una red cortada, lo que debe ocurrir
cli-scenario-file = La historia (TOML; véase docs/scenarios.md)
cli-scenario-seed = Un orden sacado de esta semilla, en lugar del que está escrito
cli-scenario-seeds = Un orden por cada semilla, por ejemplo 0-199
scenario-seeds-how = Escriba la primera semilla y la última, por ejemplo --seeds 0-199: la primera no es mayor que la última y hay 100000 como mucho.
cli-scenario-data = Guardar los dispositivos y el servidor en esta carpeta vacía
cli-scenario-check = Leer la historia sin representarla
cli-value-range = DE-A

# $file (String) the file
# $line (String) the line
# $column (String) the column
# $problem (String) one of the texts below
story-misread = { $file }, línea { $line }, columna { $column }: { $problem }

# $size (String) a size
story-too-long = Una historia tiene { $size } como máximo. Haga dos.
story-no-text = Este archivo no es un texto en UTF-8. Guárdelo en UTF-8.
# $there (String) what stands there
story-no-toml = Esto no es TOML: « { $there } ». Compruebe las comillas, los corchetes y los signos « = ».
# $given (String) what was written
# $known (String) what may be written
story-unknown-key = « { $given } » no existe aquí. Hay: { $known }
# $key (String) what lacks
story-lacks = Falta « { $key } ». Añádalo.
# $key (String) the key
# $sort (String) one of the `story-sort-…` texts
story-sort = « { $key } » pide { $sort }.
story-sort-text = un texto entre comillas
story-sort-flag = true o false
story-sort-list = una lista: ["…", "…"]
story-sort-table = una tabla
story-sort-number = un número entero, ni negativo ni demasiado grande
story-sort-time = una duración: "+10m", "+2h" o "+3d"
# $given (String) what was written
story-name = « { $given } » no sirve como nombre. Use letras minúsculas sin acento, cifras y « _ », primero una letra, 32 signos como máximo.
# $name (String) what was written
story-twice = « { $name } » está dos veces. Cambie uno.
# $given (String) what was written
# $known (String) the devices of the story
story-no-device = La historia no tiene el dispositivo « { $given } ». Tiene: { $known }
# $given (String) what was written
story-no-list = La historia no tiene la lista « { $given } », o no tantos nombres. Véase [people].
# $given (String) what was written
# $known (String) what may be written
story-none-of = « { $given } » no sirve. Hay: { $known }
# $known (String) what may be written
story-one-act = Escriba aquí una sola de estas cosas: { $known }
# $given (String) a command
story-not-here = Una historia no representa la orden « { $given } ».
# $given (String) a command
# $instead (String) what to write
story-instead = En lugar de la orden « { $given } », escriba { $instead }
# $option (String) an option
story-given = La historia misma da { $option }. Quite esa opción.
# $who (String) a device
story-acts-after-loss = El dispositivo « { $who } » se pierde antes de este paso. Ponga el paso antes, o en otro dispositivo.
# $given (String) what was written
story-path = « { $given } » no lleva a ninguna parte. Escriba por ejemplo claims[party=Etxe Alaia].id o [0].space
# $name (String) a name with its dollar
story-not-kept = Antes de este paso no se guarda nada con el nombre { $name }. Guárdelo con keep, o escriba $$ para un dólar.
# $what (String) a key
# $most (Number) how many
story-too-many = Hay más de { $most } « { $what } ». Haga dos historias.

# $variable (String) a variable of the environment
story-no-relay = El programa del servidor (ekin-sync-server) no está junto a ekin. Instálelo, o indique dónde está con { $variable }.
# $why (String) what the system says
story-stage = El servidor de la historia no ha podido servir: { $why }

# $file (String) the file
# $line (String) the line
# $what (String) what differs
story-differs = { $file }, línea { $line }: { $what }
# $differs (String) what differs
# $words (String) what was said
story-with-words = { $differs } Respuesta: { $words }
# $code (String) a code
story-failed = El dispositivo no puede hacerlo ({ $code }).
# $code (String) a code
story-did-not-fail = El dispositivo ha podido hacerlo; debía negarse ({ $code }).
# $wanted (String) a code
# $code (String) a code
story-failed-otherwise = El dispositivo debía negarse por otro motivo: { $wanted }, y no { $code }.
# $path (String) a place in an answer
story-nothing-to-keep = La respuesta no tiene nada que guardar en este lugar: { $path }
# $words (String) words
story-wanted-words = Deben decirse estas palabras: « { $words } ».
# $words (String) words
story-unwanted-words = No deben decirse estas palabras: « { $words } ».
# $path (String) a place in an answer
# $wanted (String) one of the texts below
# $found (String) what is there
story-wanted-at = { $path }: se espera { $wanted }, hay { $found }.
story-is-nothing = nada
story-is-something = algo
# $n (Number) how many
story-is-count = una lista de { $n }
# $who (String) a device
# $differs (String) what differs
story-on = { $who }: { $differs }
# $one (String) a device
# $said (String) what it said
# $other (String) another device
# $instead (String) what that one said
story-other-words = Las palabras no son las mismas. { $one }: « { $said } ». { $other }: « { $instead } ».
# $rounds (Number) how often
story-never-quiet = Los dispositivos aún tienen novedades después de { $rounds } intercambios.
# $what (String) what differs
story-waits-for-ever = Ya no llega nada, y el paso sigue esperando. { $what }
story-waits-for-a-name = Ya no llega nada, y el paso espera un nombre que nadie guarda.
# $folder (String) a folder
story-kept = Los dispositivos y el servidor se guardan aquí: { $folder }
# $file (String) the file
# $seed (String) a seed
story-replay = Para representar este orden otra vez: ekin scenario { $file } --seed { $seed }
# $file (String) the file
# $n (Number) steps
story-reads-well = { $n ->
    [0] { $file }: no pasa nada.
    [one] { $file } se lee bien: { $n } paso.
   *[other] { $file } se lee bien: { $n } pasos.
 }

# $who (String) who holds it
# $kind (String) one of the texts below
# $language (String) name of a language
story-device = { $who }: { $kind }, { $language }
story-phone = teléfono
story-tablet = tableta
story-computer = ordenador
story-before = Antes
story-as-told = La historia
# $seed (String) a seed
story-as-drawn = La historia, en el orden de la semilla { $seed }
story-end = Al final
# $who (String) who does it
# $what (String) what
story-does = { $who }: { $what }
# $who (String) who does it
# $what (String) what
# $n (Number) how often
story-does-each = { $who }: { $what }, { $n } veces
# $who (String) who holds it
story-sync = Intercambio con el servidor: { $who }
# $who (String) who holds it
story-sync-broken = Intercambio con el servidor, cortado a la mitad: { $who }
# $one (String) who holds it
# $other (String) who holds it
story-meet = De teléfono a teléfono: { $one } y { $other }
# $who (String) who holds them
story-cut = Sin conexión: { $who }
# $who (String) who holds them
story-mend = Vuelve la conexión: { $who }
story-together = Todos tienen conexión e intercambian con el servidor.
# $time (String) a time
story-time-passes = Pasa el tiempo: { $time }
# $who (String) who holds it
# $time (String) a time
story-clock-set = Alguien cambia la hora de este dispositivo: { $who } ({ $time })
# $time (String) a time
story-forward = adelantado { $time }
# $time (String) a time
story-back = atrasado { $time }
# $who (String) who holds it
story-lost = Dispositivo perdido: { $who }
# $who (String) who holds it
story-battery-empty = Batería vacía: { $who }
# $who (String) who holds it
story-battery-charged = Batería cargada: { $who }
# $n (Number) lines
story-more = { $n ->
    [0] …
    [one] … y { $n } línea más
   *[other] … y { $n } líneas más
 }
# $what (String) a question
# $n (Number) devices
story-same-words = { $n ->
    [0] { $what }: no hay nadie.
    [one] { $what }: { $n } dispositivo
   *[other] { $what }: las mismas palabras en { $n } dispositivos
 }
# $what (String) a question
# $n (Number) devices
story-asked = { $n ->
    [0] { $what }: no hay nadie.
    [one] { $what }: { $n } dispositivo
   *[other] { $what }: { $n } dispositivos
 }
# $commands (Number) commands
# $exchanges (Number) exchanges with the relay
# $cuts (Number) networks that went
# $meetings (Number) meetings
# $time (String) how long it took
story-counts = órdenes { $commands }, intercambios { $exchanges }, cortes { $cuts }, encuentros { $meetings }, en { $time }
# $counts (String) the text above
story-passed = Todo ha pasado como está escrito: { $counts }.
# $seed (String) a seed
# $counts (String) the text above
story-seed-passed = Semilla { $seed }: las mismas palabras en todas partes; { $counts }.
