## Simple mode: a carer's code that nobody knows any more

simple-forgotten = ¿Ha olvidado el código?
simple-forgotten-title = Abrir sin el código
simple-forgotten-why = No se borra nada. Tome la hoja del código de recuperación de la casa: una persona responsable la guarda bajo llave. Sus doce palabras abren esta tableta, también sin conexión.
simple-forgotten-words = Las doce palabras de la hoja
simple-forgotten-open = Abrir la tableta
simple-forgotten-opening = Ekin comprueba las palabras. Tarda unos segundos.
simple-forgotten-none = ¿No hay hoja? Una persona responsable la prepara en su teléfono: « Miembros y aparatos », después « Código de recuperación ». Esta tableta la conocerá con la conexión.
simple-forgotten-other = Esta hoja no es de una casa de esta tableta. Tome la hoja correcta. Si es nueva, la tableta la conocerá con la conexión.
