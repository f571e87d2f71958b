## Not yet re-read by a speaker

error-already-open = Otra orden ya está escribiendo aquí: { $command } (proceso { $pid }). Espere a que termine o añada --wait.
error-newer-schema = Estos datos son de una versión más reciente. No ha cambiado nada. Actualice Ekin para abrirlos.
error-corrupt-set-aside = Los datos están dañados. Se han guardado aparte, no se han borrado: { $path }. Conserve ese archivo y avise al equipo.
error-disk-full = No queda espacio aquí. Lo que estaba guardado sigue guardado. Libere espacio y vuelva a intentarlo.
error-home-missing = En esta carpeta no hay ningún dispositivo Ekin: { $path }. Compruebe --home o empiece con « ekin join ENLACE ».
error-no-access = Ekin no tiene permiso para leer o escribir aquí: { $path }. Dé ese permiso o elija otra carpeta con --home.
error-key-lost = La clave de este dispositivo falta o está dañada: { $path }. Recupere el archivo de una copia de seguridad o entre en el territorio con una carpeta nueva.
error-file-missing = Este archivo no existe: { $path }. Compruebe el nombre.
error-file-too-large = Este archivo es demasiado grande: { $path }. El límite es { $max }. Divídalo en varios.
error-file-exists = Este archivo ya existe: { $path }. Elija otro nombre.
error-json = Este archivo no es JSON: { $path }, línea { $line }. Corrija esa línea y vuelva a intentarlo.
error-format-unknown = Ekin no reconoce el formato de este archivo: { $path }. Indíquelo con --format o dé una correspondencia con --map.
error-map = El archivo de correspondencia tiene una falta: { $path }, línea { $line }. Corrija esa línea y vuelva a intentarlo.
error-encoding = Este texto no está en ninguna codificación conocida. Guarde el archivo en UTF-8 y vuelva a intentarlo.
error-interrupted = Detenido a petición suya. Lo ya hecho está guardado. Repita la orden para continuar.
error-internal = Ekin se ha detenido ante un caso que no conoce ({ $code }). No se ha perdido nada. Envíe al equipo el resultado de « ekin doctor ».
error-no-network = No hay conexión. Puede continuar: lo suyo se enviará cuando haya conexión.
error-relay-no-answer = El servidor no responde: { $url }. No se ha perdido nada. Vuelva a intentarlo más tarde.
error-relay-not-ekin = Esta dirección no es la de un servidor Ekin: { $url }. Compruébela.
error-relay-tls = La conexión con este servidor no es segura: { $url }. No se ha enviado nada. Compruebe la dirección y la hora del dispositivo, y avise a quien lleva el servidor.
error-relay-newer = El servidor usa una versión más reciente. Actualice Ekin.
error-relay-older = El servidor es demasiado antiguo para este Ekin. Pida que lo actualicen. No se ha perdido nada.
error-relay-proof = La prueba del servidor es falsa. Ekin no ha guardado nada de su respuesta. Ejecute « ekin verify --full » y avise al equipo.
error-relay-two-histories = El servidor ha mostrado dos historias distintas. No se fíe de él. Conserve esta carpeta y avise al equipo.
error-relay-key = Este servidor no tiene la clave del territorio. No se ha enviado nada. Pida otro enlace a quien lleva el territorio.
error-relay-full = El servidor está lleno. Lo suyo sigue en este dispositivo. Avise a quien lleva el servidor.
error-relay-gone = El servidor ya no tiene este territorio. Lo que usted tiene se sigue leyendo aquí. Pida otro enlace.
error-relay-creation-code = Este servidor pide un código para crear un territorio. Lo mostró en su primer arranque. Añada --code.
error-clock = La hora de este dispositivo parece incorrecta. Corrija la fecha y la hora.
error-link-cut = Este enlace está cortado. Pida que se lo envíen otra vez.
error-link-checksum = Una letra de este enlace está mal. Cópielo otra vez, entero.
error-link-newer = Este enlace necesita una versión más reciente de Ekin. Actualice la aplicación.
error-link-not-ekin = Esto no es un enlace de Ekin. Un enlace de Ekin empieza por « ekin:… ». Pídalo a quien lleva el territorio.
error-link-device = Este enlace es de un dispositivo. Para añadirlo: « ekin publisher add ENLACE ». Para entrar, pida el enlace del territorio.
error-link-territory = Este enlace es de un territorio. Para añadir a una persona, pida el enlace de su dispositivo: « ekin device ».
error-not-joined = Aquí no hay ningún territorio abierto. Empiece con « ekin join ENLACE ».
error-already-joined = Este territorio ya está abierto aquí: { $territory }. No hay nada que hacer.
error-several-territories = Aquí hay varios territorios abiertos: { $names }. Elija uno con --territory.
error-territory-unknown = Aquí no hay ningún territorio abierto con ese nombre: { $name }. Vea la lista con « ekin status ».
error-unsent = Aún hay cosas por enviar en este dispositivo. Antes de salir ejecute « ekin sync » o añada --force para abandonarlas.
error-not-found = Ningún anuncio tiene este identificador: { $id }. Búsquelo con « ekin search ».
error-id-ambiguous = Varios anuncios empiezan así: { $id }. Dé más letras.
error-not-wanted = Esa persona no quiere ir: no hay nada que aceptar ni rechazar. Para anotar que el equipo lo sabe: « ekin wish known ».

error-several-people = Varias personas se llaman « { $name } »: { $people }. En lugar del nombre, escriba el principio del identificador.

error-id-form = Esto no es un identificador: { $id }. Tiene 32 signos: cifras y letras de la a a la f.
error-withdrawn = Este anuncio está retirado: { $id }. Para reponerlo, publíquelo otra vez con --revive.
error-nothing-to-undo = No hay nada que deshacer en este dispositivo.
error-undo-superseded = Alguien ha modificado este anuncio después. No se ha deshecho nada. Mírelo con « ekin show » y luego modifíquelo.
error-newer-listing = Este anuncio es de una versión más reciente. Puede leerlo. Actualice Ekin para modificarlo.
error-may-not-publish = Este dispositivo no puede escribir aquí. En un territorio, envíe su enlace (« ekin device ») a quien lo lleva. En un espacio privado, pida una invitación a una persona responsable.
error-may-not-edit = Este dispositivo no tiene ese derecho aquí. Si el anuncio es de otra organización, pídale que lo modifique, o pídalo a moderación. En un espacio privado, pídalo a una persona responsable.
error-owner-only = Para eso hay que ser responsable aquí. Pídalo a una persona responsable.
error-last-owner = Primero hace falta otra persona responsable. Añádala y vuelva a empezar.
error-publisher-unknown = Ningún dispositivo responde a ese nombre: { $name }. Vea la lista con « ekin member list », o « ekin publisher list » en un territorio.
error-publisher-twice = Este dispositivo ya puede publicar aquí. No hay nada que hacer.
error-fields = { $n ->
    [0] Ningún campo que corregir
    [one] { $n } campo no está bien. No se ha guardado nada. Corríjalo y vuelva a intentarlo.
   *[other] { $n } campos no están bien. No se ha guardado nada. Corríjalos y vuelva a intentarlo.
 }
error-relay-address = No es la dirección de un servidor: { $url }. Empieza por https://.
error-territory-name = Falta el nombre o es demasiado largo. El límite es de { $max } signos.
error-older-schema = Estos datos vienen de una versión anterior. Ejecute una vez « ekin sync »: Ekin los actualiza.
error-foreign-file = Este archivo es de otro programa: { $path }. Ekin no lo toca. Elija otra carpeta con --home.
error-corrupt = Los datos de este dispositivo están dañados. Ejecute « ekin sync »: Ekin los aparta, sin borrarlos, y vuelve a empezar.
error-needs-mapping = Ekin no sabe qué columna es qué campo: { $path }. Dé una correspondencia con --map.
error-map-target = El archivo de correspondencia tiene una falta: la columna { $column } va al campo { $to }, que no existe.
error-map-undecided = El archivo de correspondencia tiene una falta: la columna { $column } necesita « to » o « ignore », uno de los dos.
error-map-no-title = Ninguna columna da el título: { $path }. Diga cuál con « to ».
error-relay-form = La respuesta del servidor no tiene la forma esperada. Ekin no ha guardado nada de ella. Compruebe la dirección y actualice Ekin y el servidor.
error-cursor = Esa continuación de página no existe. Copie la que dio la página anterior después de --after.
error-disk-full-at = No queda sitio para escribir este archivo: { $path }. Libere espacio y vuelva a intentarlo.
error-no-listing-in-file = Este archivo no contiene ningún anuncio: { $path }. Compruebe que es el correcto.
undo-too-large = La última orden cambió demasiados anuncios para deshacerla aquí. Corrija el origen e importe de nuevo.
error-refused-unsaved = Hay anuncios no aceptados que solo están en este dispositivo. Cópielos con « ekin export --refused » o « ekin doc refused » o añada --force para abandonarlos.
