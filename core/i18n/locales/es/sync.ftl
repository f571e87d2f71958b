## Not yet re-read by a speaker

state-on-this-device = En este dispositivo. Se enviará cuando haya conexión.
state-sent = Enviado. El servidor aún no lo ha confirmado.
state-received-at = Recibido por el servidor: { $when }
state-received = Recibido por el servidor.
state-refused = No se ha aceptado. El motivo: { $reason }
state-kept = No se ha perdido nada: todo está guardado en este dispositivo.
state-waiting = { $n ->
    [0] Nada espera conexión.
    [one] 1 elemento espera conexión.
   *[other] { $n } elementos esperan conexión.
 }
state-as-of = Actualizado: { $when }
state-stale = Últimas noticias del servidor: { $when }. Compruébelo antes de salir.
state-never = Aún no hay noticias del servidor. Con conexión, ejecute « ekin sync ».
sync-first-size = Primera vez: { $size } por recibir.
sync-first-listings = { $listings ->
    [0] Este territorio aún no tiene anuncios.
    [one] 1 anuncio en este territorio.
   *[other] { $listings } anuncios en este territorio.
 }
sync-arriving = Los anuncios están llegando: { $done } de { $total }. Ya puede leerlos.
sync-receiving = Recepción: { $done } de { $total }
sync-sending = { $n ->
    [0] Nada por enviar
    [one] Envío: queda 1
   *[other] Envío: quedan { $n }
 }
sync-checking = Comprobación de las firmas
sync-connecting = Conexión con el servidor
sync-retrying = { $seconds ->
    [0] El servidor no responde. Nuevo intento ahora.
    [one] El servidor no responde. Nuevo intento en 1 segundo.
   *[other] El servidor no responde. Nuevo intento en { $seconds } segundos.
 }
sync-resumed = La recepción sigue donde se había parado.
sync-received = { $n ->
    [0] El servidor no ha recibido nada más.
    [one] El servidor ha recibido 1 de sus envíos.
   *[other] El servidor ha recibido { $n } de sus envíos.
 }
sync-refused = { $n ->
    [0] Todo se ha aceptado.
    [one] 1 envío no aceptado. Vea por qué: « ekin status ».
   *[other] { $n } envíos no aceptados. Vea por qué: « ekin status ».
 }
sync-not-counted = { $n ->
    [0] Todo lo que ha llegado es correcto.
    [one] 1 envío recibido no es correcto. Se ha apartado y no estorba.
   *[other] { $n } envíos recibidos no son correctos. Se han apartado y no estorban.
 }
sync-watching = Ekin espera novedades. Ctrl+C para parar.
sync-new-incarnation = Al servidor le faltaban cosas: este dispositivo las envía otra vez.
sync-relay-restored = El servidor vuelve de una copia de seguridad. Este dispositivo le devuelve lo perdido.
refused-busy = el servidor está muy ocupado. Ekin lo intentará otra vez solo.
refused-quota = el territorio no tiene más espacio en el servidor. Avise a quien lo lleva; Ekin lo intentará otra vez solo.
refused-healing = el servidor se recupera de una avería. Ekin lo intentará otra vez solo.
refused-epoch-stale = las claves han cambiado. Ekin pone las nuevas y envía otra vez.
refused-view-stale = este dispositivo no lo había recibido todo. Ekin recibe el resto y envía otra vez.
refused-checkpoint-stale = la historia se ha resumido entretanto. Ekin rehace el envío sobre ese resumen.
refused-removed = este dispositivo ya no puede publicar aquí. Su texto está guardado: cópielo con « ekin export --refused » o « ekin doc refused » o pida que lo añadan otra vez.
refused-not-allowed = la función de este dispositivo no lo permite. Su texto está guardado. Pídalo a moderación.
refused-too-large = el envío es demasiado grande. Su texto está guardado. Acórtelo y envíelo otra vez.
refused-bad-form = el servidor no entiende este envío. Su texto está guardado. Actualice Ekin y envíelo otra vez.
refused-fork = dos copias de este dispositivo han escrito a la vez. Ekin envía lo que falta. Use solo una copia a partir de ahora.
refused-other = motivo desconocido aquí ({ $code }). Su texto está guardado. Actualice Ekin.
conflict-two = Dos personas han cambiado este anuncio. Se guardan las dos versiones.
conflict-several = { $n ->
    [0] No hay otras versiones de este anuncio.
    [one] Se guarda 1 versión de este anuncio.
   *[other] Se guardan { $n } versiones de este anuncio.
 }
conflict-field = En qué difieren: { $field }
conflict-version = { $author } ({ $when }): { $value }
conflict-displayed = Versión que se muestra: { $author }
conflict-resolve = Para elegir, escriba el valor correcto: « ekin edit { $id } CAMPO=VALOR ».
conflict-cancelled-shown = Una de las versiones dice que está cancelado: Ekin lo muestra así hasta que usted elija.
conflict-resolved = Elegido. Ya solo queda una versión.
refused-frozen = el servidor ya no acepta nada para este territorio. Su texto está guardado. Avise a quien lleva el servidor.
sync-receiving-short = Recepción
sync-finished = { $n ->
    [0] Hecho: nada nuevo. Tiempo: { $time }.
    [one] Hecho: { $n } anuncio nuevo o cambiado. Tiempo: { $time }.
   *[other] Hecho: { $n } anuncios nuevos o cambiados. Tiempo: { $time }.
 }

# $n (Number) what others wrote in private spaces
# $time (String) time taken
sync-came = { $n ->
    [0] Hecho: nada nuevo. Tiempo: { $time }.
    [one] Hecho: { $n } novedad en sus casas y salidas. Tiempo: { $time }.
    [many] Hecho: { $n } de novedades en sus casas y salidas. Tiempo: { $time }.
   *[other] Hecho: { $n } novedades en sus casas y salidas. Tiempo: { $time }.
 }

# $n (Number) what others wrote in private spaces
sync-came-too = { $n ->
    [0] Nada nuevo en sus casas y salidas.
    [one] Y { $n } novedad en sus casas y salidas.
    [many] Y { $n } de novedades en sus casas y salidas.
   *[other] Y { $n } novedades en sus casas y salidas.
 }
