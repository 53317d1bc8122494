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
    public Task UpdateAsync(Fields fields, CancellationToken cancellation)
    {
        var wanted = fields.Object("session")
            ?? throw new WireFault("missing_required_parameter", "'session' is missing.", "session");
        var after = session.Settings.Change(wanted);
        session.Settled?.Allow(after);
        return ChangeAsync(after, session.Change, cancellation);
    }

    /// <summary>Before the session runs: the client is told of it as it was settled.</summary>
    public Task BeginAsync(Settled settled, CancellationToken cancellation) =>
        ChangeAsync(session.Settings.Change(settled.Session), settings => session.Begin(settings, settled), cancellation);

    /// <exception cref="WireFault">There is no such voice.</exception>
    public static async Task CheckVoiceAsync(IEngines engines, string voice, CancellationToken cancellation)
    {
        if (ModelNames.OurVoice(voice) is "" or "female" or "male")
        {
            return;
        }

        var known = await engines.ListAsync(cancellation).ConfigureAwait(false);
        if (!known.Any(e => e.Kind is EngineKind.Voice && e.Id == ModelNames.OurVoice(voice)))
        {
            throw new WireFault("invalid_value", "There is no voice of that name; GET /v1/models lists them.", "session.voice");
        }
    }

    private async Task ChangeAsync(SessionSettings after, Action<SessionSettings> change, CancellationToken cancellation)
    {
        var before = session.Settings;
        if (!ReferenceEquals(after.Avatar, before.Avatar))
        {
            session.Picture.Check(after.Avatar); // Named again, it may have been deleted meanwhile.
        }

        if (after.Avatar is { CancelsEcho: true } && !session.CanCancelEcho)
        {
            throw new WireFault(
                "unsupported_value",
                "This server has no echo canceller: its library is missing ('linly doctor' says how to get it), or nothing hears.",
                "session.avatar.echo_cancellation");
        }

        if (after.Voice != before.Voice)
        {
            await CheckVoiceAsync(engines, after.Voice, cancellation).ConfigureAwait(false);
        }

        var ears = await EarsAsync(before, after, cancellation).ConfigureAwait(false);
        lock (session.Gate)
        {
            change(after);
        }

        var hearsAnew = ears is not null || before.TurnDetection != after.TurnDetection || before.Transcription != after.Transcription
            || before.Avatar is { CancelsEcho: true } != after.Avatar is { CancelsEcho: true };
        if (hearsAnew && session.NextSegment is { } segment)
        {
            session.NextSegment = session.SegmentOf(ears ?? segment.Ears);
            await session.Microphone.CutAsync(new Cut(session.NextSegment, before.TurnDetection is null), cancellation).ConfigureAwait(false);
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
