## Simple mode: what a resident sees and hears

simple-hello = Hola, { $name }
simple-who = ¿Quién es usted?
simple-change = Cambiar
simple-secret = Toque su imagen
simple-listen = Escuchar
simple-stop = Silencio
simple-next = Siguiente
simple-previous = Anterior
simple-tile-outings = Las salidas
simple-tile-mine = Mis salidas
simple-tile-wishes = Mis deseos
simple-tile-photos = Mis fotos
simple-tile-feel = Cómo estoy
simple-tile-listen = Mi día
simple-go = Quiero ir
simple-not-this-time = Esta vez no
simple-no-more = Ya no quiero
simple-see-outings = Ver las salidas
simple-no-outing = No hay salidas.
simple-no-wish = Todavía no hay deseos.
simple-today = Hoy
simple-tomorrow = Mañana
simple-later = Más tarde
simple-over = Ya está
simple-feel-before = Antes de la salida
simple-feel-after = Después de la salida
simple-photo-no-more = Ya no quiero esta foto
simple-photo-sure = ¿Quitar esta foto para todo el mundo?
simple-photo-remove = Sí, quitarla
simple-photo-keep = No, dejarla
simple-photo-gone = La foto ya no está.
simple-photo-with = Con: { $names }
simple-photo = Mi foto: { $words }
simple-photo-untitled = Mi foto
simple-day = Hoy es: { $day }.
simple-day-none = Hoy no hay salida.
simple-day-outing = Hoy: { $title }. La hora: { $hour }.
aloud-by = Cómo: { $what }.

## Simple mode: what a carer sees

simple-help = Ayuda del equipo
simple-help-hold = Ayuda: pulse aquí tres segundos
simple-pin = Código del equipo
simple-pin-erase = Borrar
simple-pin-typed = { $n ->
    [0] Ninguna cifra escrita
    [one] { $n } cifra escrita
   *[other] { $n } cifras escritas
}
simple-pin-wrong = { $n ->
    [0] No es el código.
    [one] No es el código. Queda { $n } intento.
   *[other] No es el código. Quedan { $n } intentos.
}
simple-pin-wait = { $n ->
    [0] Pruebe otra vez.
    [one] Espere { $n } segundo y pruebe otra vez.
   *[other] Espere { $n } segundos y pruebe otra vez.
}
simple-pin-choose = Elija un código de seis cifras
simple-pin-again = Escriba el mismo código otra vez
simple-pin-other = Los dos códigos son distintos. Empiece de nuevo.
simple-pin-kept = El código está guardado en esta tableta.
simple-setup = Preparar esta tableta
simple-setup-people = ¿Para quién es esta tableta?
simple-setup-nobody = Aquí nadie tiene ficha. Entre primero en la casa y haga las fichas.
simple-setup-tiles = Lo que ve { $name }
simple-setup-reads = El primer toque lee, el segundo actúa
simple-setup-scan = Barrido, con un solo botón
simple-setup-step = Un paso dura { $seconds } s
simple-setup-slower = Más lento
simple-setup-faster = Más rápido
simple-setup-secret = Imagen secreta para entrar
simple-setup-no-secret = Sin imagen secreta
simple-setup-code = Elegir el código del equipo
simple-setup-other-code = Cambiar el código del equipo
simple-setup-start = Empezar el modo sencillo
simple-setup-start-more = Se sale con el código, también sin conexión.
simple-setup-leave = Salir del modo sencillo
simple-setup-return = Volver a la tableta
simple-setting = Modo sencillo

## Simple mode: what cannot be kept

simple-error-pin-form = Un código tiene seis cifras.
simple-error-pin-easy = Ese código es demasiado fácil de adivinar. Elija otras cifras.
simple-error-pin-memory = La tableta no tiene memoria libre. Cierre otras aplicaciones y pruebe otra vez.
simple-error-no-pin = Elija primero el código del equipo. Sin él no se puede salir del modo sencillo.
simple-error-tiles = Elija de dos a seis imágenes para cada persona.
simple-error-step = Un paso dura entre medio segundo y cinco segundos.
simple-error-residents = Elija primero para quién es esta tableta.
