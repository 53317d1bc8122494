using LinlyTalker.Ears.Turns;

namespace LinlyTalker.Tests.Ears.Turns;

public class EnglishSentencesTests
{
    [Theory]
    [InlineData("What can you help me with?")]
    [InlineData("what can you help me with")]
    [InlineData("How are you?")]
    [InlineData("Where is it?")]
    [InlineData("Hello. So, where are you from")]
    [InlineData("Can you help me?")]
    [InlineData("Is there a train to London")]
    [InlineData("Hi, could you repeat that")]
    [InlineData("The museum opens at nine?")]
    public void A_whole_question_is_known(string text) => Assert.True(EnglishSentences.IsWholeQuestion(text));

    [Theory]
    [InlineData("What can you")]
    [InlineData("What can you?")]
    [InlineData("Where is the")]
    [InlineData("Where is the?")]
    [InlineData("Could you tell me when the next...")]
    [InlineData("Would you like to?")]
    [InlineData("Can you tell me?")]
    [InlineData("What time is")]
    [InlineData("I would like to know.")]
    [InlineData("What is it? I do not know.")]
    [InlineData("")]
    [InlineData("?")]
    public void No_question_or_half_a_one_is_told_apart(string text) => Assert.False(EnglishSentences.IsWholeQuestion(text));

    [Theory]
    [InlineData("How do I use my own photo,", true)]
    [InlineData("What is LinlyTalker, ", true)]
    [InlineData("Hello. So, who are you,", true)]
    [InlineData("How do I use my own photo", false)]
    [InlineData("What is the,", false)]
    [InlineData("Would you like,", false)]
    [InlineData("Can you tell me,", false)]
    [InlineData("The next morning,", false)]
    [InlineData("What can you,", false)]
    [InlineData("On Monday,", false)]
    [InlineData("Could you tell me when the next...", false)]
    public void A_comma_after_a_whole_question_is_known(string text, bool isBefore) =>
        Assert.Equal(isBefore, EnglishSentences.IsQuestionBeforeComma(text));

    [Theory]
    [InlineData("Please tell me the", true)]
    [InlineData("Please tell me the.", true)]
    [InlineData("I want it because", true)]
    [InlineData("And then I'm…", true)]
    [InlineData("What do you", true)]
    [InlineData("Could you tell me when the next...", true)]
    [InlineData("On Monday,", true)]
    [InlineData("It is yours.", false)]
    [InlineData("Tell me what it is", false)]
    [InlineData("", false)]
    public void Words_that_nobody_ends_with_are_known(string text, bool unfinished) =>
        Assert.Equal(unfinished, EnglishSentences.EndsUnfinished(text));
}
