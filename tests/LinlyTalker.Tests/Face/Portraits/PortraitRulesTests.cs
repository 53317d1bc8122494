using LinlyTalker.Face.Portraits;

namespace LinlyTalker.Tests.Face.Portraits;

public class PortraitRulesTests
{
    private static readonly FaceMeasures Good = new(
        Height: 240, Yaw: 3, Pitch: -4, Roll: 2, Blur: 0.4f, Brightness: 140, Shade: 1.2f, Glare: 0.01f,
        MouthGap: 0.015f, RightEyeOpening: 0.33f, LeftEyeOpening: 0.32f, Outside: 0, Room: 0.4f);

    [Fact]
    public void Nothing_is_said_of_a_good_photo() => Assert.Empty(PortraitRules.Judge(Good, [100]));

    public static TheoryData<FaceMeasures, PortraitFault, bool> Faults => new()
    {
        { Good with { Height = 50 }, PortraitFault.TooSmall, true },
        { Good with { Height = 120 }, PortraitFault.TooSmall, false },
        { Good with { Outside = 0.4f, Room = -0.3f }, PortraitFault.CutOff, true },
        { Good with { Outside = 0.1f, Room = -0.1f }, PortraitFault.CutOff, false },
        { Good with { Room = 0.02f }, PortraitFault.CutOff, false },
        { Good with { Yaw = -40 }, PortraitFault.Turned, true },
        { Good with { Yaw = 20 }, PortraitFault.Turned, false },
        { Good with { Pitch = 30 }, PortraitFault.Turned, true },
        { Good with { Pitch = -18 }, PortraitFault.Turned, false },
        { Good with { Roll = 90 }, PortraitFault.Tilted, true },
        { Good with { Roll = -25 }, PortraitFault.Tilted, false },
        { Good with { Blur = 0.8f }, PortraitFault.Blurred, true },
        { Good with { Blur = 0.65f }, PortraitFault.Blurred, false },
        { Good with { Brightness = 12 }, PortraitFault.TooDark, true },
        { Good with { Brightness = 50 }, PortraitFault.TooDark, false },
        { Good with { Glare = 0.5f }, PortraitFault.TooBright, true },
        { Good with { Glare = 0.1f }, PortraitFault.TooBright, false },
        { Good with { Shade = 3 }, PortraitFault.UnevenLight, false },
        { Good with { RightEyeOpening = 0.1f, LeftEyeOpening = 0.12f }, PortraitFault.EyesClosed, true },
        { Good with { RightEyeOpening = 0.15f }, PortraitFault.EyesClosed, false },
        { Good with { MouthGap = 0.3f }, PortraitFault.MouthOpen, true },
        { Good with { MouthGap = 0.1f }, PortraitFault.MouthOpen, false },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_said_in_a_sentence_with_its_figure(FaceMeasures face, PortraitFault fault, bool forbids)
    {
        var finding = Assert.Single(PortraitRules.Judge(face, [100]));

        Assert.Equal((fault, forbids), (finding.Fault, finding.Forbids));
        Assert.EndsWith(".", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_forbids_a_photo_comes_first()
    {
        var findings = PortraitRules.Judge(Good with { Height = 120, MouthGap = 0.1f, Blur = 0.9f }, [100, 80, 10]);

        Assert.Equal(
            [PortraitFault.Blurred, PortraitFault.SeveralFaces, PortraitFault.TooSmall, PortraitFault.MouthOpen],
            findings.Select(finding => finding.Fault));
        Assert.StartsWith("2 faces", findings[1].Sentence, StringComparison.Ordinal);
    }
}
