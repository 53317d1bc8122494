using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.OpenAi;
using LinlyTalker.Server.Realtime.Hearing;
using LinlyTalker.Server.Realtime.Protocol;
using LinlyTalker.Server.Realtime.Settings;

namespace LinlyTalker.Server.Realtime;

/// <summary>What a client sets; all of an update or nothing.</summary>
internal sealed class SettingCommands(LiveSession session, IEngines engines)
{
    public async Task UpdateAsync(Fields fields, CancellationToken cancellation)
    {
        var wanted = fields.Object("session")
            ?? throw new WireFault("missing_required_parameter", "'session' is missing.", "session");
        var before = session.Settings;
        var after = before.Change(wanted);
        if (after.Avatar != before.Avatar)
        {
            session.Picture.Check(after.Avatar);
        }

        await CheckVoiceAsync(after.Voice, cancellation).ConfigureAwait(false);
        var ears = await EarsAsync(before, after, cancellation).ConfigureAwait(false);
        lock (session.Gate)
        {
            session.Change(after);
        }

        var hearsAnew = ears is not null || before.TurnDetection != after.TurnDetection || before.Transcription != after.Transcription;
        if (hearsAnew && session.NextSegment is { } segment)
        {
            session.NextSegment = session.SegmentOf(ears ?? segment.Ears);
            await session.Microphone.CutAsync(new Cut(session.NextSegment, before.TurnDetection is null), cancellation).ConfigureAwait(false);
        }
    }

    private async Task CheckVoiceAsync(string voice, CancellationToken cancellation)
    {
        if (voice == session.Settings.Voice || ModelNames.OurVoice(voice) is "" or "female" or "male")
        {
            return;
        }

        var known = await engines.ListAsync(cancellation).ConfigureAwait(false);
        if (!known.Any(e => e.Kind is EngineKind.Voice && e.Id == ModelNames.OurVoice(voice)))
        {
            throw new WireFault("invalid_value", "There is no voice of that name; GET /v1/models lists them.", "session.voice");
        }
    }

    /// <returns>Null: as before.</returns>
    private async Task<Core.Organs.IEars?> EarsAsync(SessionSettings before, SessionSettings after, CancellationToken cancellation)
    {
        if (after.Transcription is not { } wanted || wanted == before.Transcription || wanted == new Transcription())
        {
            return null;
        }

        var model = ModelNames.Ours(wanted.Model);
        if (model.Length == 0 && wanted.Language.Length == 0)
        {
            return null;
        }

        try
        {
            return await engines.EarsAsync(model, wanted.Language.Length > 0 ? wanted.Language : session.Language, cancellation)
                .ConfigureAwait(false);
        }
        catch (LinlyException e) when (e is not ApiException)
        {
            throw new WireFault("invalid_value", e.Message, e is UnknownNameException ? "session.audio.input.transcription.model" : "session.audio.input.transcription.language");
        }
    }
}
