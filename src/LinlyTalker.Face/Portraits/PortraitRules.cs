using System.Globalization;

namespace LinlyTalker.Face.Portraits;

/// <summary>
/// The limits between a photo that works, one that works less well, and one that does not. They come from portraits,
/// group photos and spoilt copies of them that were looked at.
/// </summary>
internal static class PortraitRules
{
    /// <summary>A second face this large against the first may be meant as well.</summary>
    private const float SecondFace = 0.4f;

    public static PortraitFinding NoFace { get; } = new(
        PortraitFault.NoFace,
        true,
        "No face was found. Use a photo in which one face looks into the camera.");

    public static IReadOnlyList<PortraitFinding> Judge(FaceMeasures face, IReadOnlyList<float> eyeSpans)
    {
        var rules = (PortraitFinding?[])
        [
            Several(eyeSpans),
            Size(face.Height),
            CutOff(face.Outside, face.Room),
            Turned(face.Yaw, face.Pitch),
            Tilted(face.Roll),
            Blurred(face.Blur),
            Brightness(face.Brightness, face.Glare),
            Shade(face.Shade),
            Eyes(face.RightEyeOpening, face.LeftEyeOpening),
            Mouth(face.MouthGap),
        ];
        return [.. rules.OfType<PortraitFinding>().OrderByDescending(finding => finding.Forbids)];
    }

    private static PortraitFinding? Several(IReadOnlyList<float> eyeSpans)
    {
        var large = eyeSpans.Count(span => span > SecondFace * eyeSpans[0]);
        return large == 1 ? null : Weak(
            PortraitFault.SeveralFaces,
            $"{large} faces were found; the largest will speak. Crop the photo to one person.");
    }

    private static PortraitFinding? Size(float height) => height switch
    {
        < 64 => Forbidden(PortraitFault.TooSmall, $"The face is {height:F0} pixels high; it needs 64 at least, and 180 to look sharp. Use a larger photo, or go closer."),
        < 180 => Weak(PortraitFault.TooSmall, $"The face is {height:F0} pixels high; below 180 it looks soft when it is enlarged."),
        _ => null,
    };

    private static PortraitFinding? CutOff(float outside, float room) => (outside, room) switch
    {
        ( > 0.25f, _) => Forbidden(PortraitFault.CutOff, $"{Percent(outside)} of the face's outline lies outside the photo. Use a photo with the whole head and some room around it."),
        ( > 0, _) => Weak(PortraitFault.CutOff, $"{Percent(outside)} of the face's outline lies outside the photo; the edge will show when the head moves."),
        (_, < 0.1f) => Weak(PortraitFault.CutOff, $"The face nearly touches the photo's edge; leave some room around the head, which moves when it speaks."),
        _ => null,
    };

    private static PortraitFinding? Turned(float yaw, float pitch)
    {
        var (side, nod) = (MathF.Abs(yaw), MathF.Abs(pitch));
        return (side, nod) switch
        {
            ( > 30, _) => Forbidden(PortraitFault.Turned, $"The face is turned {side:F0} degrees to the side; it works up to 30. Use a photo that looks into the camera."),
            (_, > 24) => Forbidden(PortraitFault.Turned, $"The face looks {nod:F0} degrees {Way(pitch)}; it works up to 24. Use a photo that looks into the camera."),
            ( > 15, _) => Weak(PortraitFault.Turned, $"The face is turned {side:F0} degrees to the side; beyond 15 it looks distorted when it speaks."),
            (_, > 15) => Weak(PortraitFault.Turned, $"The face looks {nod:F0} degrees {Way(pitch)}; beyond 15 it looks distorted when it speaks."),
            _ => null,
        };

        static string Way(float pitch) => pitch > 0 ? "down" : "up";
    }

    private static PortraitFinding? Tilted(float roll) => MathF.Abs(roll) switch
    {
        > 45 => Forbidden(PortraitFault.Tilted, $"The head lies {MathF.Abs(roll):F0} degrees to the side; it works up to 45. Turn the photo upright."),
        > 20 => Weak(PortraitFault.Tilted, $"The head is tilted by {MathF.Abs(roll):F0} degrees; turn the photo upright for a steadier picture."),
        _ => null,
    };

    private static PortraitFinding? Blurred(float blur) => blur switch
    {
        > 0.75f => Forbidden(PortraitFault.Blurred, $"The face is blurred ({blur:F2} of 1; it works up to 0.75). Use a sharp photo."),
        > 0.58f => Weak(PortraitFault.Blurred, $"The face is a little blurred ({blur:F2} of 1; below 0.58 is sharp)."),
        _ => null,
    };

    private static PortraitFinding? Brightness(float level, float glare) => level switch
    {
        < 25 => Forbidden(PortraitFault.TooDark, $"The face is too dark (level {level:F0} of 255; it works from 25). Use a photo with more light."),
        < 65 => Weak(PortraitFault.TooDark, $"The face is dark (level {level:F0} of 255; from 65 it shows well)."),
        _ when glare > 0.3f => Forbidden(PortraitFault.TooBright, $"{Percent(glare)} of the face is burnt out to white; it works up to 30 %. Use a photo with less light."),
        _ when glare > 0.08f => Weak(PortraitFault.TooBright, $"{Percent(glare)} of the face is burnt out to white."),
        _ => null,
    };

    private static PortraitFinding? Shade(float ratio) => ratio > 2.5f
        ? Weak(PortraitFault.UnevenLight, $"One half of the face is {ratio:F1} times as bright as the other; the light does not move with the head.")
        : null;

    private static PortraitFinding? Eyes(float right, float left)
    {
        var (least, most) = (MathF.Min(right, left), MathF.Max(right, left));
        return ((least + most) / 2, least) switch
        {
            ( < 0.21f, _) => Forbidden(PortraitFault.EyesClosed, $"The eyes are closed (open by {(least + most) / 2:F2} of their width; 0.21 is needed). Use a photo with open eyes."),
            (_, < 0.22f) => Weak(PortraitFault.EyesClosed, $"An eye is nearly closed or covered (open by {least:F2} of its width, the other by {most:F2})."),
            _ => null,
        };
    }

    private static PortraitFinding? Mouth(float gap) => gap switch
    {
        > 0.25f => Forbidden(PortraitFault.MouthOpen, $"The mouth is wide open (lips {gap:F2} of the eye distance apart; it works up to 0.25). Use a photo with a closed mouth."),
        > 0.03f => Weak(PortraitFault.MouthOpen, $"The mouth is open (lips {gap:F2} of the eye distance apart); it is closed in software, a closed mouth looks better."),
        _ => null,
    };

    private static PortraitFinding Forbidden(PortraitFault fault, FormattableString sentence) => new(fault, true, sentence.ToString(CultureInfo.InvariantCulture));

    private static PortraitFinding Weak(PortraitFault fault, FormattableString sentence) => new(fault, false, sentence.ToString(CultureInfo.InvariantCulture));

    private static string Percent(float share) => $"{MathF.Ceiling(100 * share):F0} %";
}
