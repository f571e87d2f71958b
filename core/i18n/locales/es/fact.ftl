## Not yet re-read by a speaker

# $id (String) what was asked for
fact-missing = Aquí no hay nada con este identificador: { $id }. Compruébelo.
fact-too-much = Es demasiado de una vez. Hágalo por partes.
fact-no-key = La clave de esto no está en este dispositivo. Ejecute ekin sync y vuelva a intentarlo. Si alguien lo ha borrado, ya nadie puede leerlo.
fact-person-fixed = La persona se elige al crear el documento. Cree otro documento para la otra persona.
