## Not yet re-read by a speaker

outing-made = Salida preparada: { $name }
outing-over-already = Ese día ha pasado: { $day }. Compruebe el día y el año, y corrija: ekin outing edit start=AAAA-MM-DDTHH:MM

outing-empty = Aquí no hay salidas. Prepare una, por ejemplo: ekin outing new title=Museo start=2026-12-05T14:00

outing-kept-until = Todo esto se borra el { $day }.

outing-closed = La salida ha terminado. Las fichas de emergencia están cerradas.

outing-closed-kept = { $n ->
    [0] La casa no tiene nada nuevo que guardar.
    [one] La casa guarda la asistencia de { $n } persona.
   *[other] La casa guarda la asistencia de { $n } personas.
}

outing-closing-now = La salida se borra de cada dispositivo en su próxima conexión.

outing-ended = { $n ->
    [0] { $name }: la salida ha terminado y se ha borrado de este dispositivo.
    [one] { $name }: la salida ha terminado y se ha borrado de este dispositivo. { $n } cosa escrita aquí no se había enviado y ya no está.
   *[other] { $name }: la salida ha terminado y se ha borrado de este dispositivo. { $n } cosas escritas aquí no se habían enviado y ya no están.
}

outing-past = { $title } ({ $day }): asistieron { $here }, avisaron { $excused }, no vinieron { $absent }, sin plaza { $missed }

outing-past-title = Salidas terminadas que guarda la casa:

outing-invited = Muestre este enlace cara a cara. Sirve una sola vez.

outing-no-row = El programa no tiene « { $given } ». Tiene: { $names }

outing-no-row-yet = El programa no tiene « { $given } ». Añádalo, por ejemplo: ekin outing edit { $example }

outing-no-house = Diga de qué casa es la salida con --space, o dé un servidor con --relay.

outing-not-own-space = Este programa no está en un espacio de salida: solo se borra la salida.

ready-title = Antes de salir:

ready-done = Listo.

ready-to-do = Por hacer.

ready-carers = Responsables: { $there } de { $needed }. { $state }

ready-authorised = Personas con todo autorizado: { $there } de { $needed }. { $state }

ready-packed = Cosas preparadas: { $there } de { $needed }. { $state }

ready-vehicles = Plazas en los vehículos: { $there } para { $needed } pedidas. { $state }

sight-title = Quién ve qué:

sight-plan = el programa

sight-people = los nombres, los grupos, quién está

sight-card = la ficha de emergencia, con un motivo que se anota

sight-authorisations = las autorizaciones

sight-closed = El resto de la ficha se abre con un motivo: ekin card open

roster-added = { $n ->
    [0] No se ha añadido a nadie.
    [one] { $n } persona está en la lista. Se ha copiado lo necesario de su ficha.
   *[other] { $n } personas están en la lista. Se ha copiado lo necesario de sus fichas.
}

roster-removed = { $n ->
    [0] No se ha quitado a nadie.
    [one] { $n } persona ya no está en la lista.
   *[other] { $n } personas ya no están en la lista.
}

roster-empty = Todavía no hay nadie en la lista.

roster-no-card = sin ficha aquí

roster-no-profile = « { $name } » no tiene ficha en una casa de este dispositivo. Hágala primero: ekin doc new profile

roster-not-expected = « { $name } » no está en la lista.

authorise-line = { $name }: { $what }. { $state }

authorise-not-needed = Decide por sí misma.

authorise-signed = Firmado.

authorise-open = { $n ->
    [0] Hay que firmarlo hoy ({ $due }).
    [one] Hay que firmarlo antes del { $due }, queda { $n } día.
   *[other] Hay que firmarlo antes del { $due }, quedan { $n } días.
}

authorise-late = Con retraso: había que firmarlo antes del { $due }.

authorise-ended = La firma termina antes que la salida.

authorise-refused = No autorizado.

authorise-ask-parents = Pídalo a los padres.

authorise-ask-service = Pídalo al servicio de protección de la infancia.

authorise-ask-guardian = Pídalo a la persona y a quien la representa.

authorise-ask-curator = Pídalo a la persona, con su curador.

authorise-ask-supports = Pídalo a la persona, con sus apoyos.

authorise-ask-house = Pregunte en la casa quién decide con esta persona.

authorise-noted = Anotado: autorizado.

authorise-refusal-noted = Anotado: no autorizado.

authorise-nothing = No hay nada que firmar para esta salida.

packing-line = { $name }: { $n } ({ $who })

packing-packed = listo

packing-to-pack = por preparar

packing-empty = No hay nada anotado para llevar.

handover-offered = { $names }: de { $from } a { $to }. { $to } todavía no lo ha confirmado: la responsabilidad sigue siendo de { $from }.

handover-signed = { $names }: de { $from } a { $to }. Confirmado por ambas partes.

handover-changed = { $names }: de { $from } a { $to }. Ha cambiado después de confirmarse: { $to } tiene que confirmar otra vez.

handover-refused = { $names }: de { $from } a { $to }. { $to } no lo acepta: la responsabilidad sigue siendo de { $from }.

handover-made = El grupo cambia de responsable. Confirme también en el otro teléfono: ekin check take

handover-none = Ningún grupo ha cambiado de responsable.

handover-nobody = Diga quién cambia de responsable: un grupo o personas.

handover-not-to = El dispositivo { $number } no puede recibir un grupo: elija el de otra persona del equipo. Vea « ekin member list ».

handover-nothing = Nada espera la confirmación de este dispositivo.

handover-several = Varios grupos esperan confirmación. Diga cuál con el principio de su identificador: ekin check handovers

handover-others = Este grupo se entrega a otro dispositivo.

document-field-packed = preparado

cli-trip = Las salidas: preparar, salir, terminar

cli-trip-new = Preparar una salida, en su propio espacio

cli-trip-list = Las salidas de este dispositivo y las que guarda la casa

cli-trip-show = Una salida: qué falta antes de salir, quién ve qué

cli-trip-edit = Cambiar el programa

cli-trip-invite = Invitar a alguien solo a esta salida

cli-trip-roster = Quién viene: ver la lista o añadir personas

cli-trip-people = Personas que se añaden a la lista; sin nombre, la lista

cli-trip-group = Grupo: una línea del programa, o - para ninguno

cli-trip-remove = Quitar en vez de añadir

cli-trip-packing = Qué llevar: ver la lista o añadir cosas

cli-trip-things = Cosas: una palabra o el nombre de un pictograma como umbrella; sin nada, la lista

cli-trip-pictogram = Nombre de un pictograma Phosphor

cli-trip-count = Cuántas

cli-trip-for = Para quién: each, group o carers

cli-trip-done = Está preparado

cli-trip-not-done = Ya no está preparado

cli-trip-authorise = Lo que hay que firmar: verlo o anotar una firma

cli-trip-what = Qué: outing, transport, swimming, abroad, overnight, alone, medicines, care o photo

cli-trip-by = Quién ha firmado

cli-trip-until = Último día, AAAA-MM-DD

cli-trip-refused = No se autoriza

cli-trip-close = Terminar una salida: la casa guarda quién estuvo, lo demás se borra en su día

cli-trip-now = Borrar la salida ahora, sin esperar a su día

cli-trip-house = Casa cuyo servidor usa la salida

cli-trip-role = Como qué: volunteer, educator, moderator, admin

cli-check-hand = Confiar un grupo a otra persona del equipo: confirman ambas

cli-check-take = Confirmar que se toma un grupo

cli-check-handovers = Quién ha confiado a quién, y quién ha confirmado

cli-check-group = Grupo: una línea del programa

cli-check-to = Número del dispositivo que toma el grupo

cli-check-refuse = No tomarlo

cli-check-handover-id = Principio del identificador de lo que se confía

change-retire = Salida por borrar.

seats-pending = Petición escrita en este teléfono: todavía no es segura.

seats-buddy-without = Persona nueva. { $name } iba a acompañarla, pero todavía no tiene plaza.

seats-pick-up-at = Punto de encuentro: { $place }, { $time }

seats-in-vehicle = Vehículo: { $name }

seats-vehicle = { $name }: { $taken } de { $there } plazas

seats-vehicle-open = { $name }: { $taken } personas, no se ha dicho cuántas plazas

seats-vehicle-over = { $n ->
    [0] { $name }: no sobra nadie.
    [one] { $name }: sobra { $n } persona. No se ha movido a nadie: decídanlo en equipo.
   *[other] { $name }: sobran { $n } personas. No se ha movido a nadie: decídanlo en equipo.
}

seats-step = { $time }, { $name }: { $what }

seats-did-capacity = número de plazas, { $what }

seats-did-ask = petición de { $party }, { $what }

seats-did-withdraw = petición de { $party } retirada

seats-did-accept = { $party }, aceptada

seats-did-decline = { $party }, no aceptada

seats-did-undo = decisión deshecha para { $party }

cli-seat-history = Quién ha cambiado qué, y cuándo

cli-seat-vehicle = Vehículo: una línea del programa, también de otra casa
