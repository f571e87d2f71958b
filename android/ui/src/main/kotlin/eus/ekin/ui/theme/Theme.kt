package eus.ekin.ui.theme

import androidx.compose.foundation.LocalIndication
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.remember
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.text.font.FontFamily
import eus.ekin.client.Words
import eus.ekin.core.Text

private val LocalTokens = staticCompositionLocalOf<Tokens> { error("EkinTheme is around every screen") }
private val LocalType = staticCompositionLocalOf<Type> { error("EkinTheme is around every screen") }
private val LocalWords = staticCompositionLocalOf<Words> { error("EkinTheme is around every screen") }

/** What is around every screen: colours, type, and the words of the person's language. */
object Ekin {
    val tokens: Tokens @Composable @ReadOnlyComposable get() = LocalTokens.current
    val type: Type @Composable @ReadOnlyComposable get() = LocalType.current
    val words: Words @Composable @ReadOnlyComposable get() = LocalWords.current
}

/** A text in the person's language. */
@Composable
@ReadOnlyComposable
fun say(text: Text): String = Ekin.words[text]

/** Puts Ekin's look and words around screens. The fonts come from the platform's own resources. */
@Composable
fun EkinTheme(tokens: Tokens, words: Words, fonts: FontFamily, content: @Composable () -> Unit) {
    val type = remember(fonts) { Type(fonts) }
    CompositionLocalProvider(
        LocalTokens provides tokens,
        LocalType provides type,
        LocalWords provides words,
        LocalIndication provides remember(tokens) { Indication(tokens) },
        content = content,
    )
}
