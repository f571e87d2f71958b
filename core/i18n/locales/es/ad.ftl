## Not yet re-read by a speaker

cli-ad = Escribir un anuncio, proponerlo o publicarlo, y decir qué pasa con él
cli-ad-new = Empezar un borrador, también sin conexión y sin cuenta
cli-ad-type = Tipo de anuncio
cli-ad-fields = Campos del borrador, por ejemplo title.es=Paseo o timings.a.start=2026-12-05T14:00
cli-ad-space = Espacio donde el borrador se escribe entre varias personas; si no, el propio
cli-ad-list = Sus borradores, y cómo van
cli-ad-show = Ver un borrador
cli-ad-edit = Modificar un borrador
cli-ad-submit = Proponer el borrador a la moderación
cli-ad-publish = Publicar el borrador, si tiene derecho
cli-ad-state = Decir qué pasa con un anuncio publicado
cli-ad-state-word = Qué pasa con él
cli-ad-at = Dirección web donde tiene lugar en línea
cli-ad-skip = Quitar días de lo que se repite: « cada semana, excepto »
cli-ad-day = Día que se quita, como 2026-12-24
cli-ad-adopt = Adoptar un proyecto: una copia que dice de dónde procede
cli-ad-id = Comienzo del identificador del borrador
cli-ad-sure = Está seguro de las palabras señaladas: no hablan de la salud de nadie
cli-ad-answers-to = Equipo cuyo buzón recibe las respuestas
cli-by = Nombre con el que firma, guardado para después

ad-own-space = Lo mío
ad-created = Borrador: { $id }
ad-kept-here = Guardado en este dispositivo, y en ningún otro sitio. Para proponerlo: ekin ad submit
ad-none = Ningún borrador. Empiece con « ekin ad new ».
ad-edited = Borrador modificado.
ad-handed = Propuesto a la moderación: número { $number }
ad-changed = Anotado. Quienes leen lo verán después de « ekin sync ».
ad-archived = Ya no está en el catálogo. Para volver a ponerlo, ejecute enseguida « ekin undo ».
ad-at-online-only = La dirección --at va solo con « moved-online ». Para cambiarla: « ekin ad state … moved-online --at ».
ad-skipped = Días quitados.
ad-adopted = Proyecto adoptado en el borrador { $id }. Añada sus fechas, su lugar y cómo responder.

ad-writing = Borrador
ad-submitted = Propuesto a la moderación. { $state }
ad-submitted-elsewhere = Propuesto a la moderación desde otro dispositivo
ad-published = Publicado
ad-refused = No publicado
ad-withdrawn = Publicado y después retirado
ad-two-values = Dos personas han escrito.

ad-care-marked = Para mirar primero: estas palabras hablan quizá de la salud o los cuidados de una persona: { $words }
ad-past = Todas sus fechas han pasado. Compruebe el día y el año, y corrija con « ekin ad edit ».
ad-past-marked = Para mirar primero: todas sus fechas han pasado.
error-names-care = El anuncio habla quizá de la salud o los cuidados de una persona: { $words }. Quite esas palabras y vuelva a intentarlo. Si no hablan de nadie, añada --sure.
error-no-ad = Ningún borrador empieza por « { $id } ». Vea « ekin ad list ».
error-ad-submitted = Este borrador ya espera a la moderación. Vea « ekin ad list », o recupérelo con « ekin offer withdraw ».
error-ad-kept = « { $field } » se escribe solo y no se cambia a mano. Para que el anuncio avance: ekin ad submit, publish o adopt.
error-nothing-recurs = Este anuncio no se repite: no hay día que quitar. Para decir que no tiene lugar: « ekin ad state ».
error-no-such-day = Nada tiene lugar el « { $given } ». Dé un día de la serie, como 2026-12-24.
error-not-a-project = Se adopta un proyecto, una buena práctica o un reto. Este anuncio no lo es.

listing-adopted = Procede de: { $name }
listing-each-day = Se repite cada día
listing-each-week = Se repite cada semana
listing-each-month = Se repite cada mes
listing-each-year = Se repite cada año
listing-except = Excepto: { $days }

moderator-unnamed = otra persona
verdict-contested-you-refused = Publicado por { $published }, cuando usted no lo había aceptado. Elijan en equipo.
verdict-contested-you-published = Lo publicó usted, y no lo había aceptado { $refused }. Elijan en equipo.
verdict-contested = Publicado por { $published }, no aceptado por { $refused }. Elijan en equipo.
verdict-reason = Motivo de { $who }: { $reason }
verdict-contested-author = Publicado. Otra persona había decidido otra cosa: el equipo lo está hablando.
verdict-withdrawn-author = Ya no está en el catálogo.

outcome-canned = Le han respondido: { $reply }
answer-about = Anuncio: { $title }
canned-welcome = Les esperamos. Gracias por responder.
canned-no-place = Esta vez no quedan plazas. Gracias por responder.
canned-waiting = Están en la lista de espera.
canned-later = Recibido. Le responderemos pronto.
canned-call = Llámenos por teléfono, por favor.
canned-how-many = ¿Cuántas personas serán, y qué necesitan?
canned-cancelled = No se va a hacer.
canned-postponed = Se ha aplazado. Le diremos la fecha.
canned-thanks = Gracias por avisarnos.
canned-other = una respuesta que este Ekin no conoce. Actualice Ekin.
cli-inbox-say = Respuesta ya hecha, leída en el idioma de la persona
