## Not yet re-read by a speaker

cli-near = De teléfono a teléfono, sin servidor
cli-near-listen = Esperar a un dispositivo cercano y mostrarle un código
cli-near-meet = Usar el código que muestra el otro dispositivo
cli-near-qr = Dibujar en el terminal el código para escanear
cli-near-address = Dirección y puerto de esta máquina, por ejemplo 192.168.1.20:0
cli-near-minutes = Minutos de espera, como máximo
cli-near-code = Código que muestra el otro dispositivo

near-waiting = Este dispositivo espera al otro. En el otro, ejecute « ekin near meet » con este código:
near-secret = El código sirve una sola vez. Muéstrelo solo a la persona que está a su lado.
near-nothing = Estos dos dispositivos no tienen ningún espacio en común. No se ha intercambiado nada.

# $space (String) name of a space
# $who (String) number of the other device
near-met = { $space }, con el dispositivo { $who }

# $n (Number) envelopes
near-given = { $n ->
    [0] Nada nuevo para el otro dispositivo
    [one] { $n } envío entregado al otro dispositivo
   *[other] { $n } envíos entregados al otro dispositivo
 }

# $n (Number) envelopes
near-taken = { $n ->
    [0] Nada nuevo para este dispositivo
    [one] { $n } envío tomado del otro dispositivo, a la espera del servidor
   *[other] { $n } envíos tomados del otro dispositivo, a la espera del servidor
 }

# $n (Number) envelopes
near-left = { $n ->
    [0] Se ha podido tomar todo
    [one] { $n } envío no se ha podido tomar: llegará por el servidor
   *[other] { $n } envíos no se han podido tomar: llegarán por el servidor
 }

# $n (Number) envelopes
near-forked = { $n ->
    [0] Ningún envío contradice a otro
    [one] { $n } envío contradice a otro del mismo dispositivo: el servidor dirá cuál cuenta
   *[other] { $n } envíos contradicen a otros de los mismos dispositivos: el servidor dirá cuáles cuentan
 }

# $n (Number) changes of the membership
near-records = { $n ->
    [0] Nada nuevo sobre los miembros
    [one] { $n } novedad sobre los miembros
   *[other] { $n } novedades sobre los miembros
 }

# $who (String) number of a device
doc-carried = del teléfono { $who }, todavía no en el servidor

error-other-code = Este enlace no es el código de un dispositivo que espera. En el otro dispositivo, ejecute « ekin near listen ».
error-near-nobody = No ha venido ningún dispositivo. Ejecute de nuevo « ekin near listen » cuando el otro esté listo.
error-near-no-answer = El otro dispositivo no responde. Conecte los dos a la misma red wifi y pida un código nuevo.
error-near-gone = El otro dispositivo se ha ido antes de terminar. Lo que ha llegado está guardado. Empiece de nuevo con otro código.
error-near-stranger = El código no es el del otro dispositivo, o ya se ha usado. Pida un código nuevo.
error-near-copy = El otro dispositivo es una copia de este. Conserve solo uno de los dos y hable con la persona responsable.
error-near-lie = El otro dispositivo ha enviado algo que nadie ha firmado. No se guarda nada de eso. Hable con la persona responsable.
error-near-listen = Esa dirección no está libre en esta máquina. Indique otra con --address.
