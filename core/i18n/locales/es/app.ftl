## Not yet re-read by a speaker

app-tagline = Convivir
app-welcome-words = Salidas, ayuda y préstamos, cerca de usted.
app-welcome-language = Idioma
app-welcome-see = Ver los anuncios del País Vasco
app-welcome-see-more = Sin cuenta. También sin conexión.
app-welcome-link = Tengo un enlace o un código
app-welcome-link-more = De un territorio, o de una casa
app-welcome-tablet = Preparar esta tableta para una persona
app-welcome-tablet-more = Modo sencillo, con imágenes y sonidos
app-link-title = Entrar en un territorio
app-link-field = Su enlace, o el código bajo el dibujo
app-link-join = Entrar
app-link-done = Hecho en este teléfono. Los anuncios llegarán con la conexión.

app-nav-discover = Descubrir
app-nav-mine = Lo mío
app-nav-house = Casa
app-nav-settings = Ajustes
app-nav-back = Atrás
app-nav-close = Cerrar
app-nav-continue = Continuar
app-nav-menu = Pantallas

app-fresh = Actualizado: { $when }.
app-offline = No hay conexión. Puede hacerlo todo: se enviará solo cuando haya conexión.
app-relay-silent = El servidor no responde. Ekin lo intenta otra vez.
app-first = Los anuncios están llegando: { $have } de { $of }. Ya puede leerlos.
app-first-off = Los anuncios llegarán con la conexión. Ya puede escribir el suyo.

app-search-hint = Buscar: museo, fútbol, ordenador…
app-search-clear = Borrar la búsqueda
app-filter-wheelchair = Silla de ruedas
app-filter-quiet = Tranquilo
app-filter-free = Gratuito
app-section-week = Esta semana
app-section-needs = Se busca
app-section-offers = Se ofrece
app-section-loans = Para prestar
app-section-later = Más adelante
app-see-all = Ver todo
app-results = { $n ->
    [0] Ningún anuncio
    [one] { $n } anuncio
   *[other] { $n } anuncios
}
app-results-none = Nada con estas palabras y filtros. Quite uno.
app-discover-none = Aquí no hay nada por ahora. Los anuncios llegarán con la conexión.
app-write-ad = Escribir un anuncio

app-listing-listen = Escuchar
app-listing-keep = Guardar
app-listing-kept = Guardado
app-listing-answer = Responder
app-listing-call = Llamar al { $number }
app-listing-mail = Escribir a { $address }
app-listing-web = Abrir { $address }
app-listing-no-way = Este anuncio no dice cómo responder.
app-listing-access = Accesibilidad
app-listing-access-unsaid = No se sabe: { $what }
app-listing-gone = Este anuncio ya no está aquí. Quizá lo han retirado.
app-two = Dos personas han escrito
app-yes = sí
app-no = no

app-write-step = Pregunta { $n } de { $of }
app-write-what = ¿Qué propone, o qué busca?
app-write-when = ¿Cuándo y dónde?
app-write-who = ¿Cuántas personas, y cómo responderle?
app-write-look = Este es su anuncio
app-write-type-activity = Una actividad
app-write-type-need = Busco
app-write-type-offer = Ofrezco
app-write-type-loan = Presto
app-write-title = Título
app-write-body = Cuente más, si quiere
app-write-day = Día
app-write-day-form = Año-mes-día, por ejemplo { $day }
app-write-from = Desde
app-write-to = Hasta
app-write-weekly = Todas las semanas
app-write-hours = O diga cuándo, con sus palabras
app-write-place = Lugar
app-write-town = Municipio
app-write-seats = Número de personas
app-write-phone = Teléfono
app-write-email = Correo electrónico
# $when (String) a day with its hours
app-write-every-week = { $when }, cada semana

app-write-kept = Borrador guardado en este teléfono.
app-write-title-needed = Escriba antes un título.
app-write-reread = Una persona del equipo lo va a revisar.
app-write-send = Enviar para revisar
app-write-public = Un anuncio es público: no escriba el nombre ni nada sobre la salud de otra persona.
app-write-done = Su anuncio está en este teléfono. Se enviará cuando haya conexión.

app-pill-draft = Borrador
app-pill-local = En este teléfono
app-pill-sent = Enviado
app-pill-received = Recibido
app-pill-refused = No aceptado

app-mine-waiting = { $n ->
    [0] Nada espera en este teléfono
    [one] { $n } cosa en este teléfono
   *[other] { $n } cosas en este teléfono
}
app-mine-drafts = Por terminar
app-mine-ads = Mis anuncios
app-mine-kept = Lo guardado
app-mine-none = Aquí no hay nada por ahora. Sus anuncios y respuestas estarán aquí, también sin conexión.
app-mine-try = Intentar ahora

app-count-of = de { $total }
app-count-spoken = { $here } de { $total }
app-count-missing = { $n ->
    [0] No falta nadie. { $names }
    [one] Falta { $n } persona: { $names }
   *[other] Faltan { $n } personas: { $names }
}
app-count-more = { $n ->
    [0] { $names }
    [one] { $names }, y { $n } más
   *[other] { $names }, y { $n } más
}
app-count-all = Está todo el grupo: { $here } de { $total }.
app-count-dispute = { $name }: no hay acuerdo
app-count-here = { $who }: está.
app-count-not-here = { $who }: no está.
app-count-you = Usted
app-count-together = Compruébenlo en equipo.
app-count-is-here = Está aquí
app-count-is-not = No está aquí
app-mark-to-see = Por ver
app-mark-here = Está
app-mark-not-here = No está
app-mark-excused = Ha avisado
app-mark-disputed = No hay acuerdo
app-count-unnamed = Sin nombre: { $n }
app-count-unnamed-more = Una persona sin nombre más
app-count-unnamed-less = Una persona sin nombre menos
app-count-finish = Terminar este recuento
app-count-again = Contar otra vez
app-count-not-done = No salgan: el recuento no ha terminado.
app-count-last = Últimas noticias: { $who }
app-count-undo = Deshacer para { $name }
app-count-seen-at = Último lugar: { $place }
app-count-urgent = Emergencia

app-house-today = Hoy
app-house-coming = Pronto
app-house-none = Hoy no hay salidas.
app-house-count = Contar
app-house-expected = { $n ->
    [0] Nadie en la lista
    [one] { $n } persona en la lista
   *[other] { $n } personas en la lista
}

app-settings-language = Idioma
app-settings-colours = Colores
app-settings-light = Claros
app-settings-dark = Oscuros
app-settings-contrast-light = Contraste alto, claro
app-settings-contrast-dark = Contraste alto, oscuro

app-failure-closed = Ekin se está cerrando. Ábralo otra vez.
app-failure-in-use = Ekin ya está abierto en otro lugar de este dispositivo. Ciérrelo allí.
app-failure-busy = Ekin ya está hablando con el servidor. Espere un momento.
app-failure-keys = Ekin no ha podido abrir el almacén de claves del teléfono. Desbloquee el teléfono y abra Ekin otra vez.
app-failure-key-lost = La clave de este teléfono ya no está. Sus datos están guardados y nadie puede leerlos. Avise al equipo.
app-failure-inner = Ekin no ha podido hacerlo. No se ha perdido nada. Diga este código al equipo: { $code }
