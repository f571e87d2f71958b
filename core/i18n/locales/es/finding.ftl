## Not yet re-read by a speaker

need-heading = Para lo que necesito:
need-wheelchair = Silla de ruedas
need-near = Cerca ({ $km } km)
need-free = Gratuito
need-hearing-loop = Bucle magnético, o acceso para personas sordas
need-companion = Plaza para acompañante
need-other = otra necesidad
need-said-yes = { $need }: sí
need-said-no = { $need }: no
need-said-nothing = { $need }: no se sabe
need-unsaid-count = { $n ->
    [0] Todos los anuncios lo dicen: { $need }
    [one] { $n } anuncio no lo dice: { $need }
   *[other] { $n } anuncios no lo dicen: { $need }
 }
need-unsaid-show = Para verlos: --unsaid
need-less = { $n ->
    [0] Sin « { $need } »: ningún anuncio
    [one] Sin « { $need } »: { $n } anuncio
   *[other] Sin « { $need } »: { $n } anuncios
 }
need-none = Diga lo que necesita: « ekin needs set ». Se queda en este dispositivo.
need-kept = Guardado en este dispositivo, y solo aquí.
need-forgotten = Estas necesidades ya no se guardan.
match-about = Habla de: { $words }
match-dislike = Atención, a la persona no le gusta: { $words }
match-distance = A { $km } km
match-same-day = El mismo día
match-none = Por ahora nada coincide.
match-reasons = El orden es el de las fechas, luego el de las distancias. No se clasifica a nadie.
week-heading = Semana: { $first } – { $last }
week-empty-day = Nada ese día.
week-empty = Nada previsto esta semana.
week-answer = { $name }: { $answer }
fresh-as-of = Actualizado el { $when }.
fresh-stale = Lista actualizada el { $when }. Compruébela antes de salir.
fresh-never = Los anuncios todavía no han llegado. Ejecute « ekin sync » con conexión.
cli-search-for-me = Para lo que necesito: cada necesidad debe ser « sí »
cli-search-unsaid = Para lo que necesito, pero donde algo no se dice
cli-agenda-week = La semana de ese día, siete días, con las respuestas
cli-needs = Lo que necesita, guardado solo en este dispositivo
cli-needs-show = Lo que está guardado
cli-needs-set = Guardar estas necesidades, en lugar de las otras
cli-needs-forget = No guardar nada
cli-needs-word = Necesidad
cli-match = Los anuncios que hablan de lo que alguien quiere, con los motivos
cli-match-words = Palabras: de qué trata lo que busca
cli-match-person = Para esta persona, según su página
cli-match-ad = Para este anuncio: comienzo del identificador
