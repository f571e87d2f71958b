package eus.ekin.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import eus.ekin.core.Language
import eus.ekin.core.Say
import eus.ekin.core.Text
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Choice
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Section
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.Tokens
import eus.ekin.ui.theme.say
import eus.ekin.ui.welcome.ownName

private val Tokens.words: Text
    get() = when {
        isContrast && isDark -> Say.appSettingsContrastDark()
        isContrast -> Say.appSettingsContrastLight()
        isDark -> Say.appSettingsDark()
        else -> Say.appSettingsLight()
    }

/** *Réglages*: language and colours, at once and with no button to confirm; what voices [lacks], and the doors to another place. */
@Composable
fun SettingsScreen(
    language: Language,
    tokens: Tokens,
    onLanguage: (Language) -> Unit,
    onTokens: (Tokens) -> Unit,
    onBack: () -> Unit,
    onSimple: () -> Unit = {},
    onLink: () -> Unit = {},
    lacks: Text? = null,
) = Frame(top = { BackBar(say(Say.appNavSettings()), onBack) }) {
    item { Heading(say(Say.appSettingsLanguage()), Ekin.type.title2) }
    item {
        Column(Modifier.selectableGroup(), Arrangement.spacedBy(Space.s)) {
            for (one in Language.entries) Choice(one.ownName, one == language, { onLanguage(one) }, wide = true)
        }
    }
    item { Section(say(Say.appSettingsColours())) }
    item {
        Column(Modifier.selectableGroup(), Arrangement.spacedBy(Space.s)) {
            for (one in Tokens.all) Choice(say(one.words), one === tokens, { onTokens(one) }, wide = true)
        }
    }
    if (lacks != null) {
        item { Section(say(Say.appVoice())) }
        item { Line(Icons.SpeakerHigh, say(lacks), colour = Ekin.tokens.ink) }
    }
    item { Section(say(Say.appLinkJoin())) }
    item { Button(say(Say.appWelcomeLink()), onLink, Modifier.fillMaxWidth(), Weight.QUIET, Icons.LinkSimple) }
    item { Section(say(Say.simpleSetting())) }
    item { Button(say(Say.simpleSetup()), onSimple, Modifier.fillMaxWidth(), Weight.QUIET) }
}
