package eus.ekin.ui

import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font

/** Atkinson Hyperlegible Next out of this program's own resources: on a desk, and in tests, so that a picture is the same everywhere. */
val bundledFonts = FontFamily(
    Font("fonts/AtkinsonHyperlegibleNext_400Regular.ttf", FontWeight.Normal),
    Font("fonts/AtkinsonHyperlegibleNext_600SemiBold.ttf", FontWeight.SemiBold),
    Font("fonts/AtkinsonHyperlegibleNext_700Bold.ttf", FontWeight.Bold),
)
