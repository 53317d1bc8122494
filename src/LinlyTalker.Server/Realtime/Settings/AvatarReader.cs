using LinlyTalker.Server.Realtime.Protocol;

namespace LinlyTalker.Server.Realtime.Settings;

/// <summary>The <c>avatar</c> object of a session: ours, no client of OpenAI sends it.</summary>
internal static class AvatarReader
{
    public static AvatarSettings? Read(Fields session, AvatarSettings? before)
    {
        if (session.Object("avatar") is not { } fields)
        {
            return null;
        }

        var settings = before ?? new AvatarSettings();
        var size = fields.Whole("size", 64, 1024) ?? settings.Size;
        return settings with
        {
            Mode = fields.Text("mode") switch
            {
                null => settings.Mode,
                "none" => AvatarMode.None,
                "motion" => AvatarMode.Motion,
                "video" => AvatarMode.Video,
                _ => throw fields.Invalid("mode", "'motion', 'video' or 'none'"),
            },
            Avatar = fields.Name("id") ?? settings.Avatar,
            Size = size % 2 == 0 ? size : throw fields.Invalid("size", "even"),
            FramesPerSecond = fields.Whole("fps", 5, 50) is { } fps
                ? 50 % fps == 0 ? fps : throw fields.Invalid("fps", "5, 10, 25 or 50")
                : settings.FramesPerSecond,
            Binary = fields.Flag("binary") ?? settings.Binary,
            Resumes = fields.Flag("resumes") ?? settings.Resumes,
            CancelsEcho = fields.Flag("echo_cancellation") ?? settings.CancelsEcho,
        };
    }
}
