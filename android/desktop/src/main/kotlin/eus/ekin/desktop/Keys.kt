@file:OptIn(ExperimentalComposeUiApi::class)

package eus.ekin.desktop

import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyShortcut
import androidx.compose.ui.window.FrameWindowScope
import androidx.compose.ui.window.MenuBar
import eus.ekin.core.Say
import eus.ekin.core.Text
import eus.ekin.ui.AppState
import eus.ekin.ui.Navigator
import eus.ekin.ui.Place
import eus.ekin.ui.words

/** What a desk can do without a mouse: the menu lists it, and the key does it. */
internal class Command(val words: Text, val key: Key, val ctrl: Boolean, val does: Navigator.() -> Unit)

/** The commands for where a person is; a tablet in simple mode has none but the resident's own way back. */
internal fun commands(state: AppState): List<Command> {
    val back = Command(Say.appNavBack(), Key.Escape, ctrl = false) { back() }
    if (state.way.firstOrNull() is Place.Simple) return listOf(back)
    return state.tabs.zip(FIGURES) { tab, key -> Command(tab.words, key, ctrl = true) { go(tab) } } + listOf(
        Command(Say.appSearchHint(), Key.F, ctrl = true) { search() },
        Command(Say.appWriteAd(), Key.N, ctrl = true) { write() },
        Command(Say.appNavSettings(), Key.Comma, ctrl = true) { settings() },
        Command(Say.appMineTry(), Key.R, ctrl = true) { sync() },
        back,
    )
}

private val FIGURES = listOf(Key.One, Key.Two, Key.Three, Key.Four)

/** Does what a key stands for; not, where it stands for nothing and is typed. */
internal fun Navigator.handle(key: Key, ctrl: Boolean): Boolean {
    val command = commands(state.value).firstOrNull { it.key == key && it.ctrl == ctrl } ?: return false
    command.does(this)
    return true
}

/** The menu of the window, in the person's language. The window hears the keys first; here they stand to be learnt. */
@Composable
internal fun FrameWindowScope.Keys(navigator: Navigator) {
    val state by navigator.state.collectAsState()
    if (state.way.firstOrNull() is Place.Simple) return
    MenuBar {
        Menu(state.words[Say.appNavMenu()]) {
            for (command in commands(state)) {
                Item(state.words[command.words], shortcut = KeyShortcut(command.key, ctrl = command.ctrl)) { command.does(navigator) }
            }
        }
    }
}
