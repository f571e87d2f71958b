## Not yet re-read by a speaker

cli-space = Los espacios privados: casa, equipo, salida
cli-space-create = Crear un espacio privado, incluso sin red
cli-space-sort = Tipo de espacio
cli-space-name = Nombre que le dan las personas
cli-space-relay = Dirección del servidor
cli-space-code = Código de creación que da quien lleva el servidor
cli-space-list = Los espacios privados de este dispositivo
cli-space-link = Hacer una invitación, para entregar en mano
cli-space-role = Función de la persona invitada
cli-space-days = Días durante los que vale la invitación
cli-space-uses = Número de dispositivos que pueden usarla
cli-space-until = Último día de esa persona en el espacio
cli-space-qr = Dibujar en el terminal el código para escanear
cli-space-picture = Guardar el código para escanear en un archivo PNG o SVG
cli-space-join = Aceptar una invitación
cli-space-leave = Dejar un espacio: todo su contenido se borra de este dispositivo
cli-space-force = Dejarlo aunque haya cambios sin enviar
cli-space-which = Espacio, cuando hay varios abiertos aquí
cli-member = Quién forma parte de un espacio
cli-member-list = Los dispositivos del espacio y los cambios en espera
cli-member-add = Añadir un dispositivo escaneado cara a cara
cli-member-approve = Aceptar un dispositivo que espera
cli-member-role = Dar otra función a un dispositivo
cli-member-remove = Retirar un dispositivo: el espacio cambia de clave
cli-member-number = Número del dispositivo, en « ekin member list »
cli-member-name = Poner nombre a un dispositivo o, sin nombre, quitárselo
cli-member-called = Nombre, por ejemplo « Teléfono de Ane »
cli-doc = Los documentos que varias personas modifican
cli-doc-new = Crear un documento
cli-doc-kind = Tipo de documento
cli-doc-field = Campo y su valor: title=Museo, tags+=tranquilo
cli-doc-list = Los documentos de un espacio, primero los más recientes
cli-doc-show = Mostrar un documento
cli-doc-edit = Modificar campos de un documento
cli-doc-history = Quién cambió qué, de lo más antiguo a lo más reciente
cli-doc-undo = Deshacer el último cambio hecho aquí
cli-doc-undo-id = Deshacer el último cambio hecho aquí, si está en este documento
cli-doc-id = Comienzo del identificador del documento
space-created = Espacio creado: { $name } ({ $sort })
space-not-yet = Todavía no puede entrar nadie: ejecute « ekin sync » cuando haya red.
space-link = Invitación, para entregar en mano: { $link }
space-link-secret = La invitación abre el espacio: no la envíe en un mensaje que otras personas puedan leer. Ejecute « ekin sync » para que sea válida.
space-picture = Código para escanear guardado: { $path }
space-joining = Solicitud lista para: { $name }. Ejecute « ekin sync » cuando haya red.
space-left = Ha dejado el espacio: { $name }. Todo su contenido se ha borrado de este dispositivo.
space-members = { $n ->
    [0] Ningún dispositivo
    [one] { $n } dispositivo
   *[other] { $n } dispositivos
 }
space-sealed = { $n ->
    [0] Todo lo que ha llegado está abierto
    [one] { $n } envío espera su clave
   *[other] { $n } envíos esperan su clave
 }
space-waiting = Todavía no ha entrado: ejecute « ekin sync ».
space-locked = Cerrado aquí, demasiado tiempo sin red. Sus envíos están guardados.
space-pending = El servidor ha recibido la solicitud. Una persona responsable tiene que aceptarla.
space-refused = Invitación rechazada: { $why }
space-invitation-dead = El servidor aún no conoce esta invitación, o ya se usó, o ha caducado. Si es nueva, quien la hizo ejecuta « ekin sync », y después usted. Si no, pida otra.
space-none = No hay ningún espacio privado aquí. Cree uno con « ekin space create », o acepte una invitación con « ekin space join ».
member-wants = solicita: { $role }
member-paper = código de recuperación en papel
member-no-key = clave todavía sin entregar
member-added = Dispositivo añadido ({ $role }). Será efectivo cuando el servidor lo reciba.
member-approved = Dispositivo { $n } aceptado: { $role }. Será efectivo cuando el servidor lo reciba.
member-changed = Nueva función del dispositivo { $n }: { $role }. Será efectivo cuando el servidor lo reciba.
member-removed = Dispositivo { $n } retirado. Será efectivo cuando el servidor lo reciba. Lo que ya ha leído se queda en él.
member-named = Dispositivo { $n }: { $name }.
member-unnamed = El dispositivo { $n } ya no tiene nombre.
change-key = Entrega de la clave a quien todavía no la tiene.
change-invite = Invitación por comunicar al servidor.
doc-created = Documento creado: { $kind } { $id }
doc-edited = { $n ->
    [0] No ha cambiado nada
    [one] { $n } campo modificado
   *[other] { $n } campos modificados
 }
doc-undone = Se ha deshecho el último cambio.
doc-none = No hay ningún documento aquí. Cree uno con « ekin doc new ».
doc-pending = en este dispositivo
doc-kept = Escrito aquí, pero otra persona ha escrito entretanto y se muestra lo suyo: { $mine }. Si quiere conservar lo suyo, escríbalo otra vez.
doc-two-values = Dos personas han modificado este campo.
doc-newer = Este documento lo hizo un Ekin más reciente: actualice Ekin para modificarlo.
error-unknown-space = Ningún espacio privado se llama « { $name } ». Vea « ekin space list ».
error-no-space = No hay ningún espacio privado aquí. Cree uno con « ekin space create », o acepte una invitación.
error-several-spaces = Hay varios espacios privados abiertos aquí. Diga cuál con --space: { $names }
error-not-an-invitation = Este enlace no es una invitación a un espacio privado. Pida una a la persona responsable.
error-last-owner-leaves = Usted es la única persona responsable de este espacio. Sin usted, nadie puede hacer entrar a otra persona ni retirar un dispositivo perdido. Añada antes otra persona responsable, o añada --force para salir igualmente.
error-not-waiting = El dispositivo { $number } no espera ser aceptado. Ya lo está, o fue retirado. Vea « ekin member list ».
error-no-key-yet = La clave de este espacio todavía no ha llegado. Ejecute « ekin sync » cuando haya red.
error-no-document = Ningún documento empieza por « { $id } ». Vea « ekin doc list ».
error-document-unreadable = Este documento está dañado en este dispositivo. No ha cambiado nada. Ejecute « ekin doctor » y hable con la persona responsable.
error-document-full = Este documento ha llegado a su límite. Cree otro para continuar.
