package eus.ekin.ui.simple

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import eus.ekin.core.Say
import eus.ekin.core.SimpleResident
import eus.ekin.core.SimpleTile
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.icons.Pictograms
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Beside
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Chip
import eus.ekin.ui.parts.Choice
import eus.ekin.ui.parts.Field
import eus.ekin.ui.parts.Flow
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say

/** What a carer chooses for a resident's tablet, in the same app. */
@Composable
fun SetUpScreen(state: SetUpState, on: (SetUpEvent) -> Unit) = Frame(
    top = { BackBar(say(Say.simpleSetup()), { on(SetUpEvent.Back) }) },
    docked = if (!state.loaded) null else ({ Ends(state, on) }),
) {
    if (!state.loaded) return@Frame
    item { Heading(say(Say.simpleSetupPeople()), Ekin.type.title2) }
    if (state.everybody.isEmpty()) item { Say(say(Say.simpleSetupNobody()), Ekin.type.body) }
    item {
        Flow {
            for (one in state.everybody) {
                val chosen = one.person in state.chosen
                Chip(one.name, chosen, { on(SetUpEvent.For(one.person, it)) }, drawing(one.pictogram ?: "user-circle"))
            }
        }
    }
    state.lacks?.let { item { Line(Icons.SpeakerHigh, say(it), colour = Ekin.tokens.ink) } }
    items(state.residents, key = { it.person }) { Resident(it, on) }
    item { Code(state, on) }
}

private fun drawing(name: String): ImageVector = Pictograms.of(name) ?: Icons.UsersThree

@Composable
private fun Resident(one: SimpleResident, on: (SetUpEvent) -> Unit) = Column(
    Modifier.fillMaxWidth().padding(top = Space.m),
    Arrangement.spacedBy(Space.m),
) {
    Heading(say(Say.simpleSetupTiles(one.name)), Ekin.type.title3)
    Flow {
        for (tile in SimpleTile.entries) {
            Chip(say(tile.words), tile in one.tiles, { on(SetUpEvent.Tile(one.person, tile, it)) }, drawing(tile.picture))
        }
    }
    Chip(say(Say.simpleSetupReads()), one.readsFirst, { on(SetUpEvent.ReadsFirst(one.person, it)) }, Icons.SpeakerHigh)
    val step = one.stepMs
    Chip(say(Say.simpleSetupScan()), step != null, { on(SetUpEvent.Scan(one.person, it)) }, Icons.CircleDashedBold)
    if (step != null) {
        Say(say(Say.simpleSetupStep(seconds(step))), Ekin.type.body)
        Beside {
            Button(say(Say.simpleSetupSlower()), { on(SetUpEvent.Step(one.person, slower = true)) }, weight = Weight.QUIET, icon = Icons.PlusBold)
            Button(say(Say.simpleSetupFaster()), { on(SetUpEvent.Step(one.person, slower = false)) }, weight = Weight.QUIET, icon = Icons.MinusBold)
        }
    }
    Say(say(Say.simpleSetupSecret()), Ekin.type.strong)
    Flow(Modifier.selectableGroup()) {
        Choice(say(Say.simpleSetupNoSecret()), one.secret == null, { on(SetUpEvent.Secret(one.person, null)) })
        for (name in SECRETS) {
            Choice(say(secretWords(name)), one.secret == name, { on(SetUpEvent.Secret(one.person, name)) }, icon = drawing(name))
        }
    }
}

/** Half seconds: with a comma, as the three languages write them. */
private fun seconds(ms: UInt): String {
    val tenths = ms.toInt() / 100
    return if (tenths % 10 == 0) "${tenths / 10}" else "${tenths / 10},${tenths % 10}"
}

@Composable
private fun Code(state: SetUpState, on: (SetUpEvent) -> Unit) = Column(
    Modifier.fillMaxWidth().padding(top = Space.m),
    Arrangement.spacedBy(Space.m),
) {
    val code = state.code
    Heading(say(Say.simplePin()), Ekin.type.title3)
    if (state.codeKept) Line(Icons.CheckCircleFill, say(Say.simplePinKept()), Modifier.semantics { liveRegion = LiveRegionMode.Polite })
    if (code == null) {
        val words = if (state.hasPin) Say.simpleSetupOtherCode() else Say.simpleSetupCode()
        Button(say(words), { on(SetUpEvent.ChooseCode) }, Modifier.fillMaxWidth(), Weight.QUIET)
    } else {
        Field(say(Say.simplePinChoose()), code.first, { on(SetUpEvent.Code(it, code.second)) })
        Field(say(Say.simplePinAgain()), code.second, { on(SetUpEvent.Code(code.first, it)) })
        Button(say(Say.simpleSetupCode()), { on(SetUpEvent.KeepCode) }, Modifier.fillMaxWidth(), Weight.QUIET)
    }
}

@Composable
private fun Ends(state: SetUpState, on: (SetUpEvent) -> Unit) {
    state.fault?.let {
        Line(Icons.WarningOctagonBold, it, Modifier.semantics { liveRegion = LiveRegionMode.Polite }, colour = Ekin.tokens.onRefused)
    }
    if (state.on) {
        Beside {
            Button(say(Say.simpleSetupLeave()), { on(SetUpEvent.Leave) }, weight = Weight.QUIET)
            Button(say(Say.simpleSetupReturn()), { on(SetUpEvent.Start) })
        }
    } else {
        Button(say(Say.simpleSetupStart()), { on(SetUpEvent.Start) }, Modifier.fillMaxWidth())
        Say(say(Say.simpleSetupStartMore()), Ekin.type.small, colour = Ekin.tokens.inkSoft)
    }
}
