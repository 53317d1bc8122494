using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Errors;

namespace LinlyTalker.Tests.Server.Errors;

public class ErrorBodyTests
{
    [Fact]
    public void What_the_user_can_mend_has_its_status_and_its_sentence()
    {
        Assert.Equal((400, "No face."), Read(new InputException("No face.")));
        Assert.Equal((404, "No such voice."), Read(new UnknownNameException("No such voice.")));
        Assert.Equal((429, "Too fast."), Read(new ApiException(429, "rate_limit", "Too fast.")));
        Assert.Equal((503, "No ears."), Read(new LinlyException("No ears.")));
    }

    [Fact]
    public void What_names_a_place_of_the_machine_is_for_its_log() =>
        Assert.Equal(
            (503, "The server cannot do this now; its log says why."), Read(new LinlyException("/home/ann/index cannot be read.")));

    [Fact]
    public void A_fault_of_ours_shows_nothing_of_its_insides() =>
        Assert.Null(ErrorBody.Of(new InvalidOperationException("secret")));

    private static (int Status, string Message) Read(Exception exception)
    {
        var answer = ErrorBody.Of(exception)!.Value;
        return (answer.Status, answer.Body.Error.Message);
    }
}
