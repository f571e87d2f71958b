package eus.ekin.ui

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.font.FontFamily
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.Say
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.Alone
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.Stripes
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.EkinTheme
import eus.ekin.ui.theme.Tokens
import eus.ekin.ui.theme.say

/** What is shown when the home does not open: why, and what to do. Nothing in it was touched. */
@Composable
fun NotOpened(failure: Failure, words: Words, tokens: Tokens, fonts: FontFamily, onAgain: () -> Unit) =
    EkinTheme(tokens, words, fonts) { NotOpenedScreen(words.of(failure), onAgain) }

/** The same, within a theme. */
@Composable
fun NotOpenedScreen(why: String, onAgain: () -> Unit) = Frame(
    top = { Stripes() },
    docked = { Button(say(Say.appMineTry()), onAgain, Modifier.fillMaxWidth()) },
) {
    item { Heading(NAME, Ekin.type.title1, colour = Ekin.tokens.primary) }
    item { Alone(Icons.ArrowCircleUpDuotone, why) }
}

/** The brand, which is not translated. */
private const val NAME = "Ekin"
