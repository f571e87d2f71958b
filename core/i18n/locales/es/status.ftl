## Not yet re-read by a speaker

status-territory = Territorio: { $name }
status-relay = Servidor: { $url }
status-role = Su función: { $role }
status-listings = { $n ->
    [0] Ningún anuncio aquí
    [one] 1 anuncio aquí
   *[other] { $n } anuncios aquí
 }
status-conflicts = { $n ->
    [0] Ningún anuncio con dos versiones
    [one] 1 anuncio con dos versiones
   *[other] { $n } anuncios con dos versiones
 }
status-size = Espacio ocupado en este dispositivo: { $size }
status-home = Datos: { $path }
role-owner = persona responsable principal
role-admin = administración
role-moderator = moderación
role-educator = equipo educativo
role-publisher = publicación
role-volunteer = persona voluntaria
role-resident = tableta de residente
role-reader = solo lectura
device-link = Enlace de este dispositivo, para enviarlo a quien lleva el territorio: { $link }
device-code = Código para comparar de viva voz: { $code }
territory-created = Territorio creado: { $name }
territory-link = Enlace para compartir: { $link }
territory-not-yet = Aún no puede entrar nadie: con conexión, ejecute « ekin sync ».
join-done = Está en el territorio: { $name }. Ejecute « ekin sync » para recibir los anuncios.
leave-done = Ha salido del territorio: { $name }. Sus anuncios se han borrado de este dispositivo.
publisher-added = Este dispositivo podrá publicar para: { $name }. En vigor cuando el servidor lo reciba.
publisher-removed = Este dispositivo ya no podrá publicar para: { $name }. En vigor cuando el servidor lo reciba.
publisher-withdrawn = { $n ->
    [0] No tenía anuncios que retirar.
    [one] Se ha retirado 1 de sus anuncios.
   *[other] Se han retirado { $n } de sus anuncios.
 }
publisher-last-seen = Último envío: { $when }
publisher-never-seen = Aún no ha enviado nada
publisher-void = Ese cambio ya no hace falta: otra persona lo ha hecho entretanto.
publish-done = Guardado en este dispositivo: { $id }
edit-done = Modificado en este dispositivo.
edit-nothing = Ya estaba así: no ha cambiado nada.
withdraw-done = Retirado en este dispositivo. Los demás lo verán con conexión.
undo-done = Deshecho: { $title }
export-done = { $n ->
    [0] No hay anuncios que escribir. Archivo: { $path }
    [one] 1 anuncio escrito. Archivo: { $path }
   *[other] { $n } anuncios escritos. Archivo: { $path }
 }
generate-done = { $n ->
    [0] Ningún anuncio que inventar, semilla { $seed }
    [one] 1 anuncio inventado, semilla { $seed }
   *[other] { $n } anuncios inventados, semilla { $seed }
 }
doctor-intro = Para asistencia técnica. Debajo no hay textos, nombres ni claves.
doctor-version = Versión: { $version }
doctor-schema = Esquema de los datos: { $version }
doctor-quarantine = { $n ->
    [0] Ningún envío apartado
    [one] 1 envío apartado
   *[other] { $n } envíos apartados
 }
doctor-incarnations = { $n ->
    [0] Este dispositivo no ha empezado de nuevo.
    [one] Este dispositivo ha empezado de nuevo 1 vez.
   *[other] Este dispositivo ha empezado de nuevo { $n } veces.
 }
doctor-clock = Diferencia con la hora del servidor: { $duration }
doctor-set-aside = Archivo dañado, guardado aparte: { $path }
doctor-fine = Todo está en orden.
role-pending = solicitud en espera
role-other = otro papel, de un Ekin más reciente
publisher-gone = ya no es miembro
publisher-me = este dispositivo
change-add = Dispositivo por añadir ({ $role }), organización { $org }.
change-remove = Dispositivo { $n } por quitar.
change-role = Nuevo papel del dispositivo { $n }: { $role }.
change-other = Otro cambio de los miembros.
publisher-org = Organización: { $org }
lives-many = { $n ->
    [0] Este dispositivo no ha vuelto a empezar sus envíos en las últimas 24 horas.
    [one] Este dispositivo ha vuelto a empezar sus envíos 1 vez en 24 horas. Quizá se usa una copia de sus datos en otro sitio. Conserve solo una y avise a quien lleva el territorio.
   *[other] Este dispositivo ha vuelto a empezar sus envíos { $n } veces en 24 horas. Quizá se usa una copia de sus datos en otro sitio. Conserve solo una y avise a quien lleva el territorio.
 }
lives-many-of = { $n ->
    [0] El dispositivo { $number } no ha vuelto a empezar sus envíos en las últimas 24 horas.
    [one] El dispositivo { $number } ha vuelto a empezar sus envíos 1 vez en 24 horas. Quizá se usa una copia de sus datos en otro sitio. Pregunte a quien lo usa o quítelo: « ekin publisher remove { $number } ».
   *[other] El dispositivo { $number } ha vuelto a empezar sus envíos { $n } veces en 24 horas. Quizá se usa una copia de sus datos en otro sitio. Pregunte a quien lo usa o quítelo: « ekin publisher remove { $number } ».
 }
