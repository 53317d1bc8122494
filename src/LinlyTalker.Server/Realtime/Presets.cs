using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Callers;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.OpenAi;
using LinlyTalker.Server.Realtime.Protocol;
using LinlyTalker.Server.Realtime.Settings;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.Realtime;

/// <summary>What was settled for a session, looked at when its token is made and applied when it begins.</summary>
internal static class Presets
{
    /// <exception cref="ApiException">No session can begin so.</exception>
    public static Task CheckAsync(SessionPreset preset, IEngines engines, CancellationToken cancellation) => AsAnswerAsync(async () =>
    {
        var settled = new Settled(preset);
        if (settled.Model is { } model)
        {
            await ModelNames.CompanionAsync(engines, model, cancellation).ConfigureAwait(false);
        }

        var settings = new SessionSettings().Change(settled.Session);
        await SettingCommands.CheckVoiceAsync(engines, settings.Voice, cancellation).ConfigureAwait(false);
    });

    /// <exception cref="ApiException">What could be when its token was made can be no more.</exception>
    public static Task BeginAsync(SessionPreset preset, ClientCommands commands, CancellationToken cancellation) =>
        AsAnswerAsync(() => commands.BeginAsync(new Settled(preset), cancellation));

    /// <summary>There is no wire yet on which a fault could be told.</summary>
    private static async Task AsAnswerAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (WireFault fault)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, fault.Code, fault.Message, fault.Parameter);
        }
    }
}
