## Not yet re-read by a speaker

cli-blob = Las fotos, sonidos y documentos de un espacio privado
cli-blob-add = Añadir una foto, un sonido o un PDF, sin lo que dice del lugar y del dispositivo
cli-blob-file = Archivo que se añade
cli-blob-title = Lo que se ve o se oye
cli-blob-pin-option = Guardarlo siempre en este dispositivo
cli-blob-list = Mostrar lo que guarda el espacio
cli-blob-get = Abrir, o traer del servidor
cli-blob-to = Archivo donde se escribe
cli-blob-preview = Solo la imagen pequeña
cli-blob-pin = Guardar siempre en este dispositivo
cli-blob-unpin = Dejar de guardar siempre en este dispositivo
cli-blob-remove = Quitar de todas partes, con su clave
cli-blob-settings = Mostrar o cambiar: solo con wifi, espacio en este dispositivo
cli-blob-wifi-only = Esperar al wifi (yes o no)
cli-blob-budget = Espacio en este dispositivo, en MB
cli-blob-id = Comienzo de su identificador
cli-sync-metered = Decir que esta red se paga: fotos y sonidos esperan al wifi

# $id (String) its id
blob-added = Añadido: { $id }

# $id (String) its id
blob-known = El espacio ya lo tiene: { $id }

blob-none = Todavía no hay fotos, sonidos ni documentos aquí.

# $path (String) where
blob-written = Escrito aquí: { $path }

blob-here = En este dispositivo. Añada --to ARCHIVO para escribirlo.
blob-pinned = Se guarda en este dispositivo.
blob-unpinned = Ya no se guarda siempre en este dispositivo.
blob-removed = Quitado de este dispositivo. Ejecute « ekin sync » para quitarlo de los demás.
blob-held-no = no está en este dispositivo
blob-held-preview = imagen pequeña

# $size (String) bytes that came
blob-held-part = una parte: { $size }

blob-held-whole = aquí
blob-state-device = en este dispositivo
blob-state-sent = enviado
blob-state-received = recibido por el servidor
blob-state-announced = anunciado
blob-is-pinned = guardado
blob-untitled = sin título

# $used (String) bytes in use
# $budget (String) bytes allowed
blob-settings = Espacio ocupado: { $used } de { $budget }

blob-wifi-only-yes = Solo con wifi: sí
blob-wifi-only-no = Solo con wifi: no

# $id (String) what was asked for
blob-missing = Aquí no hay foto, sonido ni documento así: { $id }. Mire « ekin blob list ».

blob-not-here = Todavía no está en este dispositivo. Ejecute « ekin sync » con red y vuelva a intentarlo.
blob-damaged = El archivo guardado en este dispositivo está dañado. Quítelo y añádalo de nuevo.
blob-cannot-write = No se puede escribir ese archivo. Elija otra carpeta.
blob-lied = El servidor dio otra cosa que la foto o el sonido pedido. No se ha guardado nada. Ekin lo pedirá otra vez.

# $sent (Number) how many went
# $fetched (Number) how many came
blob-carried = Fotos y sonidos: { $sent } recibidos por el servidor, { $fetched } llegados aquí

blob-waits-for-wifi = Hay fotos o sonidos que esperan al wifi.
