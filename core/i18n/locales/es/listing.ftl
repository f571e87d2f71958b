## Not yet re-read by a speaker

listing-type-activity = actividad
listing-type-need = petición
listing-type-offer = oferta
listing-type-loan = préstamo
listing-type-project = proyecto
listing-type-challenge = reto
listing-type-practice = buena práctica
listing-type-place = lugar
listing-type-partner = entidad colaboradora
listing-type-other = otro tipo, escrito por un Ekin más reciente

listing-status-scheduled = se celebra
listing-status-full = completo
listing-status-moved-online = pasa a ser en línea
listing-status-postponed = aplazado
listing-status-cancelled = cancelado
listing-status-other = estado desconocido aquí

listing-seats-left = { $n ->
    [0] Completo
    [one] 1 plaza libre
   *[other] { $n } plazas libres
 }
listing-seats = { $n ->
    [0] Sin plazas
    [one] 1 plaza
   *[other] { $n } plazas
 }
listing-wheelchair-seats = { $n ->
    [0] Sin plazas para silla de ruedas
    [one] 1 plaza para silla de ruedas
   *[other] { $n } plazas para silla de ruedas
 }
listing-companion-seats = { $n ->
    [0] Sin plazas para acompañante
    [one] 1 plaza para acompañante
   *[other] { $n } plazas para acompañante
 }

listing-free = Gratuito
listing-price = Precio: { $price }
listing-price-range = Entre { $from } y { $to }
listing-price-unsaid = No se indica el precio
listing-ages = De { $min } a { $max } años
listing-ages-from = { $min ->
    [0] Cualquier edad
    [one] A partir de 1 año
   *[other] A partir de { $min } años
 }
listing-ages-to = { $max ->
    [0] Menos de 1 año
    [one] Hasta 1 año
   *[other] Hasta { $max } años
 }

listing-organiser = Organiza: { $name }
listing-place = Dónde: { $place }
listing-when = Cuándo: { $when }
listing-more-dates = { $n ->
    [0] No hay otra fecha
    [one] Y 1 fecha más
   *[other] Y { $n } fechas más
 }
listing-distance = a { $km } km
listing-zone = Hora de: { $zone }
listing-bring = Qué llevar: { $things }
listing-answer = Para responder: { $way }
listing-source = Procede de: { $source }
listing-licence = Licencia: { $licence }
listing-updated = Actualizado el { $date }
listing-language = Idioma: { $language }
listing-withdrawn = Retirado por quien lo publicó
listing-postponed-no-date = Aplazado. No se conoce la nueva fecha.
listing-no-date = Sin fecha
listing-all-day = Todo el día

listing-accessibility-hearing = Personas sordas o con dificultad para oír
listing-accessibility-visual = Personas ciegas o con baja visión
listing-accessibility-psychic = Personas con discapacidad psíquica
listing-accessibility-motor = Silla de ruedas
listing-accessibility-intellectual = Personas con discapacidad intelectual
listing-accessibility-step-free = Sin escalones
listing-accessibility-toilets = Aseo adaptado
listing-accessibility-parking = Aparcamiento reservado
listing-accessibility-quiet = Lugar tranquilo
listing-accessibility-yes = { $what }: sí
listing-accessibility-no = { $what }: no
listing-accessibility-unsaid = { $what }: no se sabe

field-id = identificador
field-type = tipo
field-title = título
field-summary = resumen
field-body = texto
field-original = idioma original
field-organiser = quién organiza
field-organiser-name = nombre de quien organiza
field-organiser-url = sitio web de quien organiza
field-place = lugar
field-place-name = nombre del lugar
field-place-address = dirección
field-place-postcode = código postal
field-place-town = municipio
field-place-country = país
field-place-position = posición en el mapa
field-place-online = dirección en línea
field-timings = fechas y horas
field-start = comienzo
field-end = final
field-tz = zona horaria
field-rrule = repetición
field-exdate = fechas de menos
field-rdate = fechas de más
field-hours = horario
field-status = estado
field-accessibility = accesibilidad
field-price = precio
field-price-note = condiciones del precio
field-audience = para quién
field-ages = edades
field-capacity = número de plazas
field-bring = qué llevar
field-answer = para responder
field-answer-url = sitio web para responder
field-answer-phone = teléfono para responder
field-answer-email = correo electrónico para responder
field-tags = palabras clave
field-images = imágenes
field-image-alt = descripción de la imagen
field-image-credit = autoría de la imagen
field-source = fuente
field-licence = licencia
field-updated = fecha de actualización
field-hand = campos modificados a mano
field-name = nombre del territorio
field-zone = zona horaria del territorio
field-bounds = límites del territorio
field-languages = idiomas del territorio
mark-versions = dos versiones
mark-saved = guardado
