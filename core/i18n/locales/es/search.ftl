## Not yet re-read by a speaker

search-found = { $n ->
    [0] Ningún anuncio
    [one] 1 anuncio
   *[other] { $n } anuncios
 }
search-page = { $shown } anuncios de { $total }
search-more = Para ver más: --after { $cursor }
search-none = No hay nada así.
search-none-yet = Por ahora no hay anuncios aquí. Con conexión, ejecute « ekin sync ».
search-relax = { $n ->
    [0] Sin { $option }: ningún anuncio
    [one] Sin { $option }: 1 anuncio
   *[other] Sin { $option }: { $n } anuncios
 }
search-relax-distance = { $n ->
    [0] Hasta { $km } km: ningún anuncio
    [one] Hasta { $km } km: 1 anuncio
   *[other] Hasta { $km } km: { $n } anuncios
 }
search-relax-words = { $n ->
    [0] Solo con « { $words } »: ningún anuncio
    [one] Solo con « { $words } »: 1 anuncio
   *[other] Solo con « { $words } »: { $n } anuncios
 }
search-relax-past = { $n ->
    [0] Tampoco hay nada entre las fechas pasadas
    [one] 1 anuncio ya ha pasado: añada --from
   *[other] { $n } anuncios ya han pasado: añada --from
 }
search-town-unknown = Ekin no conoce este municipio: { $town }. Quizá: { $near }. Si no, dé --near LAT,LON.
agenda-empty = No hay nada previsto en esas fechas. Amplíe con --to.
news-none = No hay novedades desde la última vez.
news-since = Desde: { $when }
news-new = { $n ->
    [0] Ningún anuncio nuevo
    [one] 1 anuncio nuevo
   *[other] { $n } anuncios nuevos
 }
news-changed = { $n ->
    [0] Ningún anuncio cambiado
    [one] 1 anuncio cambiado
   *[other] { $n } anuncios cambiados
 }
news-cancelled = { $n ->
    [0] Ningún anuncio cancelado
    [one] 1 anuncio cancelado
   *[other] { $n } anuncios cancelados
 }
news-withdrawn = { $n ->
    [0] Ningún anuncio retirado
    [one] 1 anuncio retirado
   *[other] { $n } anuncios retirados
 }
news-change = { $field }: { $new } (antes: { $old })
saved-kept = Guardado. Lo encontrará con « ekin search --saved ».
saved-dropped = Ya no está guardado.
saved-none = No ha guardado nada aquí. Para guardar un anuncio: « ekin save ».
search-relax-no-words = { $n ->
    [0] Sin esas palabras: ningún anuncio
    [one] Sin esas palabras: 1 anuncio
   *[other] Sin esas palabras: { $n } anuncios
 }
search-relax-only-words = { $n ->
    [0] Solo con las palabras, sin otro criterio: ningún anuncio
    [one] Solo con las palabras, sin otro criterio: 1 anuncio
   *[other] Solo con las palabras, sin otro criterio: { $n } anuncios
 }
search-relax-everything = { $n ->
    [0] Sin ningún criterio: ningún anuncio
    [one] Sin ningún criterio: 1 anuncio
   *[other] Sin ningún criterio: { $n } anuncios
 }
search-town-nowhere = Ekin no conoce este municipio: { $town }. Dé --near LAT,LON.
agenda-ongoing = Ya ha empezado
