"""Components of the Rasa pipeline. They import no more of Rasa than the graph needs, so that a
process that only reads texts loads neither TensorFlow nor scikit-learn; `recipe.py` registers them
for training."""
