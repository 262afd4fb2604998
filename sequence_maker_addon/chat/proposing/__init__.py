"""The small model may only propose: what it is offered, and the gate that its calls must pass.

gate: Of what the small model calls only that passes which a request certainly may mean
grounds: What a request names: only this may stand in a call that the small model proposes
said_times: What a request says of its times, and whether the times of calls say the same
small_client: The rules, and where they decline, the small model: what passes is proposed
small_schemas: The functions as the small model was trained with, made anew for each request
translation: The small model's calls in the words of our functions, with the values of the request
"""
