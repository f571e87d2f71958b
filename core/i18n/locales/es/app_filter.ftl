## The filter sheet

app-filter-title = Filtros
app-filter-count = Filtros: { $n }
app-filter-what = Qué
app-filter-everything = Todo
app-filter-when = Cuándo
app-filter-any-day = Cualquier día
app-filter-today = Hoy
app-filter-weekend = Este fin de semana
app-filter-week = Los próximos 7 días
app-filter-month = Los próximos 30 días
app-filter-where = Dónde
app-filter-town = Sin su ubicación, elija un municipio.
app-filter-town-field = Municipio
app-filter-within = a { $km } km
app-filter-language = Idioma
app-filter-any-language = Todos
app-filter-fit = Solo lo que responde a todas mis necesidades
app-filter-needs = Elegir mis necesidades
app-filter-clear = Quitar los filtros
app-filter-show = { $n ->
    [0] Ningún anuncio: quite un filtro
    [one] Ver { $n } anuncio
   *[other] Ver { $n } anuncios
 }
