## Houses, outings and those who belong to them

# $n (Number) how many
# $what (String) the thing
app-outing-things = { $what }: { $n }

# $all (Number) seats in all
# $taken (Number) seats that somebody has
# $likely (Number) seats that somebody is likely to get
# $free (Number) seats that nobody asked for
app-seats-sentence = { $all ->
    [0] Sin plazas
    [one] { $all } plaza
   *[other] { $all } plazas
}: { $taken ->
    [0] ninguna ocupada
    [one] { $taken } ocupada
   *[other] { $taken } ocupadas
}, { $likely ->
    [0] ninguna probable
    [one] { $likely } probable
   *[other] { $likely } probables
}, { $free ->
    [0] ninguna libre
    [one] { $free } libre
   *[other] { $free } libres
}.

# $taken (Number) seats that somebody has
# $likely (Number) seats that somebody is likely to get
app-seats-open = Plazas sin límite: { $taken ->
    [0] ninguna ocupada
    [one] { $taken } ocupada
   *[other] { $taken } ocupadas
}, { $likely ->
    [0] ninguna probable
    [one] { $likely } probable
   *[other] { $likely } probables
}.

# $all (Number) places for a wheelchair
# $free (Number) of them that nobody asked for
app-seats-wheelchair = { $all ->
    [0] Sin plaza para silla de ruedas
    [one] { $all } plaza para silla de ruedas
   *[other] { $all } plazas para silla de ruedas
}, { $free ->
    [0] ninguna libre
    [one] { $free } libre
   *[other] { $free } libres
}.

app-members-me = este dispositivo
app-members-me-named = { $name }, este dispositivo

# $role (String) a role
app-members-invite-waits = Invitación preparada ({ $role }). Valdrá cuando el servidor la reciba.

# $device (String) a device
# $role (String) a role
app-members-approve-waits = { $device }: acceso dado ({ $role }). Valdrá cuando el servidor lo reciba.

# $device (String) a device
app-members-remove-waits = { $device }: quitado aquí. Valdrá cuando el servidor lo reciba.

## Answering an ad

app-answer-title = Su respuesta
app-answer-come = Voy
app-answer-help = Ayudo
app-answer-interested = Me interesa
app-answer-other = Otra respuesta
app-answer-maybe = Quizá
app-answer-not = Esta vez no
app-answer-words = Un mensaje
app-answer-name = Su nombre
app-answer-text = Unas palabras para el equipo, si quiere
app-answer-seats = Plazas
app-answer-wheelchair = Plazas para silla de ruedas
app-answer-send = Enviar la respuesta
app-answer-done = Su respuesta está en este teléfono. Se enviará cuando haya conexión.
app-answer-private = Solo el equipo lee su respuesta.
app-mine-answers = Mis respuestas
app-mine-correct = Corregir

# $what (String) what is counted
app-number-more = { $what }: uno más

# $what (String) what is counted
app-number-less = { $what }: uno menos

## A text that names care

app-care-title = Puede que este texto hable de la salud de una persona
app-care-mend = Corregir el texto
app-care-sure = No es así: enviar

## Home of the house, what waits

app-house-todo = Por hacer
app-house-open = Ver la salida
app-house-members = Miembros y dispositivos
app-house-answers = Respuestas recibidas
app-house-people = Personas
app-house-notes = Notas
app-house-staff = Solo para el equipo
app-bar-disputed = { $n ->
    [one] { $n } desacuerdo: compruébenlo en equipo
   *[other] { $n } desacuerdos: compruébenlo en equipo
}

# $n (Number) ads
app-house-to-read = { $n ->
    [0] Ningún anuncio por revisar
    [one] { $n } anuncio por revisar
   *[other] { $n } anuncios por revisar
}

# $n (Number) places in which two people wrote
app-house-two = { $n ->
    [0] Nadie ha escrito a la vez
    [one] Dos personas han escrito: { $n } decisión pendiente
   *[other] Dos personas han escrito: { $n } decisiones pendientes
}

# $n (Number) answers
app-house-answers-wait = { $n ->
    [0] Ninguna respuesta por leer
    [one] { $n } respuesta por leer
   *[other] { $n } respuestas por leer
}

## Answers that came in

app-in-none = Nada que leer por ahora.
app-in-asked = Deseos de las personas de la casa
app-in-pass = Enviar en nombre de la casa
app-in-keep = No enviar
app-in-because = ¿Por qué?
app-in-aside = Dejar a un lado
app-in-reply = Responder

## An outing

app-outing-ready = ¿Todo listo para salir?
app-outing-done = Hecho
app-outing-todo = Por hacer
app-outing-people = Personas
app-outing-seats = Plazas
app-outing-urgent = Emergencia
app-outing-packing = Qué llevar
app-outing-add-thing = Añadir una cosa
app-outing-add = Añadir
app-outing-papers = Autorizaciones
app-outing-plan = El plan

# $when (String) a day and an hour
app-outing-kept = Se borra: { $when }.

app-outing-sign = Está firmado
app-outing-signed-by = ¿Quién ha firmado?
app-outing-not-for-you = Solo el equipo ve a las personas.
app-outing-nobody = Nadie en la lista.

## Places

app-seats-front = delante
app-seats-note = Este dibujo cuenta las plazas. No dice quién se sienta dónde.
app-seats-held = Ocupadas
app-seats-likely = Probables
app-seats-waits = Lista de espera
app-seats-gone = No aceptadas o retiradas

# $party (String) who asks
app-seats-accept = Aceptar: { $party }

# $party (String) who asks
app-seats-decline = Sin plaza: { $party }

# $party (String) who asks
app-seats-undo = Deshacer: { $party }

app-seats-history = Quién ha cambiado qué
app-seats-nothing-moves = No se ha quitado a nadie: decídanlo en equipo.
app-seats-later = Probable. Seguro cuando el servidor lo tenga.

# $n (Number) place in the queue
app-seats-number = Número { $n }

## The emergency card

app-card-why = ¿Por qué abre esta ficha?
app-card-will = Quedará anotado que la ha abierto.
app-card-noted = Queda anotado que la ha abierto.
app-card-emergency = Emergencia
app-card-care = Atención prevista
app-card-preparation = Preparación
app-card-never = No dar

# $number (String) a number
app-card-call = Llamar al { $number }

# $number (String) a number
app-card-text = { $number } por SMS

# $number (String) a number
app-card-medical = { $number }, urgencias médicas

# $number (String) a number
app-card-fire = { $number }, bomberos

# $number (String) a number
app-card-police = { $number }, policía

# $number (String) a number
app-card-violence = { $number }, violencia contra las mujeres

# $number (String) a number
app-card-suicide = { $number }, ideas de suicidio

app-card-two = Dos personas han escrito. Lo más prudente va primero.

# $country (String) code of a country
app-card-country = Números: { $country }

# $name (String) a person
app-card-of = Ficha de { $name }

app-card-whom = ¿De quién?

## Members and devices

app-members-arrivals = Piden entrar
app-members-people = Miembros

# $name (String) a device
app-members-let-in = Aceptar: { $name }

# $when (String) a day and an hour
app-members-seen = Visto: { $when }

app-members-unseen = Aún no visto

# $when (String) a day and an hour
app-members-until = Hasta: { $when }

app-members-invite = Invitar

# $name (String) a device
app-members-remove = Quitar: { $name }

# $name (String) a device
app-members-ask = ¿Quitar « { $name } »?

app-members-ask-more = No recibirá nada más. Lo que ya ha leído no se le puede quitar.
app-members-yes = Sí, quitar
app-members-no = No, dejarlo
app-members-name = Poner nombre: { $name }
app-members-rename = Cambiar el nombre: { $name }
app-members-name-field = Nombre del dispositivo
app-members-name-hint = Por ejemplo: « Teléfono de Ane ». Toda la casa leerá este nombre junto a lo que hizo el dispositivo.
app-members-name-keep = Guardar este nombre
app-members-name-leave = Cancelar
app-members-waits = En espera del servidor
app-members-unprotected = Aún no hay hoja de recuperación.
app-members-protected = Una hoja vuelve a abrir la casa.
app-invite-role = ¿Qué podrá hacer esta persona?
app-invite-educator = Equipo educativo: prepara y dirige las salidas
app-invite-volunteer = Persona voluntaria: acompaña una salida
app-invite-resident = Tableta de una persona de la casa
app-invite-admin = Responsable: invita y quita personas
app-invite-reader = Solo lectura
app-invite-show = Mostrar el código

# $when (String) an hour
app-invite-once = Sirve una sola vez. Hasta: { $when }.

app-invite-face = Muéstrelo cara a cara. La persona puede entrar sin conexión.
app-invite-type = O escriba este código
app-invite-picture = Dibujo para escanear: invitación para un dispositivo

## The recovery code

app-recovery-title = Código de recuperación
app-recovery-why = Si se pierden todos los teléfonos, esta hoja vuelve a abrir la casa.
app-recovery-make = Preparar la hoja
app-recovery-making = Ekin prepara las palabras. Tarda unos segundos.
app-recovery-write = Escriba estas doce palabras en una hoja, en orden. Ekin no volverá a mostrarlas.
app-recovery-have = Tengo la hoja
app-recovery-type = Escriba las doce palabras de su hoja
app-recovery-check = Comprobar
app-recovery-good = Está bien. Guarde la hoja bajo llave.
app-recovery-again = Preparar otra hoja

## Two versions

# $what (String) what one of them wrote
app-two-keep = Conservar: { $what }

app-two-none = Nadie ha escrito dos cosas distintas.
app-two-later = No hay prisa: se conservan las dos versiones.
app-two-settled = Ya elegido
app-two-shown = Se muestra mientras tanto
app-two-careful = Lo más prudente va primero.

## Reading again

app-read-title = Por revisar
app-read-none = Todo está revisado.
app-read-publish = Publicar
app-read-refuse = No aceptar, con un motivo
app-read-why = ¿Por qué?
app-read-ask = Hacer una pregunta
app-read-question = Su pregunta
app-read-send = Enviar la pregunta

## The week

app-nav-week = Mi semana
app-week-before = Semana anterior
app-week-after = Semana siguiente

# $n (Number) other listings of that day
app-week-others = { $n ->
    [0] Nada más por aquí
    [one] { $n } anuncio más ese día
   *[other] { $n } anuncios más ese día
}

app-week-today = Hoy
app-week-reminders = Recordatorios

## Needs

app-needs-title = Mis necesidades
app-needs-here = Diga qué necesita. Se queda en este teléfono.
app-needs-see = Ver los anuncios
app-needs-all = Estos anuncios responden a todas sus necesidades.
app-needs-maybe = Estos anuncios no lo dicen todo. Pregunte antes de ir.
app-needs-fits-none = Ningún anuncio responde a todas sus necesidades.

# $n (Number) listings
# $what (String) a need
app-needs-unsaid = { $n ->
    [0] Todos los anuncios responden: { $what }
    [one] { $n } anuncio no dice nada: { $what }
   *[other] { $n } anuncios no dicen nada: { $what }
}

app-needs-show = Mostrarlos

# $n (Number) listings
# $what (String) a need
app-needs-less = { $n ->
    [0] Tampoco nada sin: { $what }
    [one] { $n } anuncio sin: { $what }
   *[other] { $n } anuncios sin: { $what }
}

## People, notes, moments

app-person-consents = Lo que está permitido
app-person-openings = Quién ha abierto la ficha
app-person-care = Cuidados: para el equipo
app-person-want = Un deseo
app-person-add-want = Añadir un deseo
app-person-disagree = Lo dicho no concuerda. Pregunten.
app-notes-none = Aún no hay notas.
app-notes-new = Escribir una nota
app-notes-heading = Título
app-notes-text = Su nota
app-notes-keep = Guardar la nota
app-moments-title = Momentos
app-moments-none = Aún no hay fotos ni sonidos.
app-moments-here = Solo en este teléfono.
app-moments-unnamed = Diga primero quién aparece.

# $n (Number) people without a name
app-moments-others = { $n ->
    [0] Todos tienen nombre
    [one] { $n } persona sin nombre
   *[other] { $n } personas sin nombre
}

# $who (String) an audience
app-moments-share = Compartir con: { $who }

# $who (String) an audience
app-moments-shared = Compartido con: { $who }

app-moments-hidden = Este momento está oculto para todo el mundo. Se va a borrar.
app-moments-remove = Quitar este momento

## What a device lacks

app-voice = Voz
app-voice-missing = Aquí no hay voz en euskera. Ekin lee con una voz francesa. Añada una voz en euskera en los ajustes del dispositivo.
app-voice-none = Aquí no hay voz: no se leerá nada. Añada una en los ajustes del dispositivo.
