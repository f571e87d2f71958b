//! Texts in French, Basque and Spanish.
