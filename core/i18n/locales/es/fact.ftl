## Not yet re-read by a speaker

# $id (String) what was asked for
fact-missing = Aquí no hay nada con este identificador: { $id }. Compruébelo.
fact-too-much = Es demasiado de una vez. Hágalo por partes.
