namespace LinlyTalker.Face.Portraits;

/// <summary>What a photo of a face is judged by.</summary>
/// <param name="Height">Of the face from forehead to chin, in pixels of the photo.</param>
/// <param name="Yaw">Turned to the side, in degrees; positive to the right of the picture.</param>
/// <param name="Pitch">Nodding, in degrees; 0 for a face that looks straight ahead, positive when it looks down.</param>
/// <param name="Roll">Tilted, in degrees clockwise in the picture.</param>
/// <param name="Blur">0 sharp to 1 smooth (<see cref="BlurMeasure"/>).</param>
/// <param name="Brightness">Mean level of the face, 0 to 255.</param>
/// <param name="Shade">Level of its brighter half against the darker one, 1 for even light.</param>
/// <param name="Glare">Share of the face that is burnt out, 0 to 1.</param>
/// <param name="MouthGap">Height between the inner lips against the distance of the outer eye corners.</param>
/// <param name="RightEyeOpening">Height between the subject's right lids against the width of that eye.</param>
/// <param name="LeftEyeOpening">As <paramref name="RightEyeOpening"/>, of the left eye.</param>
/// <param name="Outside">Share of the face's outline that lies outside the photo, 0 to 1.</param>
/// <param name="Room">From the outline to the nearest edge of the photo, against the face's height; below 0 outside.</param>
public sealed record FaceMeasures(
    float Height,
    float Yaw,
    float Pitch,
    float Roll,
    float Blur,
    float Brightness,
    float Shade,
    float Glare,
    float MouthGap,
    float RightEyeOpening,
    float LeftEyeOpening,
    float Outside,
    float Room);
